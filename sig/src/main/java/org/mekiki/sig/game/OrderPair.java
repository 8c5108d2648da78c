package org.mekiki.sig.game;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mekiki.sig.evaluation.Variant;

/**
 * A random order of a game's players and its reverse (Mitchell et al. 2022: antithetic sampling). A
 * player's gain is what F gains when the player joins those before it; over an order the gains
 * telescope to F with all players less F without any.
 */
public final class OrderPair {
  private final int[] order;

  private OrderPair(int[] order) {
    this.order = order;
  }

  /** Draws. */
  public static OrderPair draw(int players, Random random) {
    return new OrderPair(order(players, random));
  }

  /** A random order, every one as likely as any other. */
  public static int[] order(int players, Random random) {
    int[] order = IntStream.range(0, players).toArray();
    for (int k = players - 1; k > 0; k--) {
      int at = random.nextInt(k + 1);
      int moved = order[at];
      order[at] = order[k];
      order[k] = moved;
    }
    return order;
  }

  /** The passes of a pair: all beginnings of both orders but none and all. */
  public static long passes(int players) {
    return 2 * (players - 1L);
  }

  /** What is evaluated: the beginnings of the order, the short first, then those of its reverse. */
  public Stream<Variant> variants(Game game) {
    int last = order.length - 1;
    return IntStream.range(0, 2 * last)
        .mapToObj(
            k -> {
              var coalition = new BitSet();
              for (int at = 0; at <= k % last; at++) {
                coalition.set(k < last ? order[at] : order[last - at]);
              }
              return game.variant(coalition);
            });
  }

  /**
   * Each player's gain, the mean of both orders.
   *
   * @param values F of the {@link #variants}, [variant][target]
   * @param first number of the first of them
   * @param all F with all players
   * @param none F without any
   */
  public double[] gains(double[][] values, int first, int target, double all, double none) {
    int players = order.length;
    double[] gains = new double[players];
    for (int back = 0; back < 2; back++) {
      int at = first + back * (players - 1);
      double before = none;
      for (int k = 0; k < players; k++) {
        double value = k == players - 1 ? all : values[at + k][target];
        gains[order[back == 0 ? k : players - 1 - k]] += (value - before) / 2;
        before = value;
      }
    }
    return gains;
  }
}
