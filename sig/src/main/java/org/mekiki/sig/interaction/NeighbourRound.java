package org.mekiki.sig.interaction;

import java.util.BitSet;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.mekiki.sig.game.OrderPair;

/**
 * An estimate of k-SII of order 2. The Shapley interaction index of two players is the mean of what
 * they do beyond their parts when they come to those before them, over all orders in which they are
 * neighbours; the Shapley value is that of a single player over all orders. A round has the n/2
 * orders in which every pair is neighbours once (Walecki's zigzags) under random names, each with
 * its reverse, so that every pair gets one estimate from either side. An odd number of players gets
 * one more, who does nothing.
 */
final class NeighbourRound implements GameSample {
  private final int players;
  private final int[] names;

  private NeighbourRound(int players, int[] names) {
    this.players = players;
    this.names = names;
  }

  /** Draws. */
  static NeighbourRound draw(int players, Random random) {
    int points = players + players % 2;
    return new NeighbourRound(players, OrderPair.order(points, random));
  }

  @Override
  public double[] of(ToDoubleFunction<BitSet> v) {
    double[] singles = new double[players];
    double[] found = new double[SetValues.count(players, 2)];
    for (int path = 0; path < names.length / 2; path++) {
      int[] order = zigzag(path);
      walk(order, v, singles, found);
      walk(reversed(order), v, singles, found);
    }
    for (int i = 0; i < players; i++) {
      found[i] = singles[i];
      for (int j = 0; j < players; j++) {
        if (i != j) {
          found[i] -= found[SetValues.place(players, Math.min(i, j), Math.max(i, j))] / 2;
        }
      }
    }
    return found;
  }

  /** r, r + 1, r − 1, r + 2 and so on: the sum of neighbours is 2r + 1 or 2r. */
  private int[] zigzag(int path) {
    int points = names.length;
    return IntStream.range(0, points)
        .map(k -> names[Math.floorMod(path + (k % 2 == 0 ? -k / 2 : (k + 1) / 2), points)])
        .toArray();
  }

  private static int[] reversed(int[] order) {
    return IntStream.range(0, order.length).map(k -> order[order.length - 1 - k]).toArray();
  }

  /** Adds half of each pair's gain, and each player's share of the orders. */
  private void walk(int[] order, ToDoubleFunction<BitSet> v, double[] singles, double[] found) {
    var before = new BitSet();
    double value = v.applyAsDouble(before);
    for (int k = 0; k < order.length; k++) {
      int player = order[k];
      if (player == players) {
        continue;
      }
      before.set(player);
      double with = v.applyAsDouble(before);
      singles[player] += (with - value) / order.length;
      if (k + 1 < order.length && order[k + 1] < players) {
        int next = order[k + 1];
        before.set(next);
        double both = v.applyAsDouble(before);
        before.clear(player);
        double other = v.applyAsDouble(before);
        before.clear(next);
        before.set(player);
        int place = SetValues.place(players, Math.min(player, next), Math.max(player, next));
        found[place] += (both - with - other + value) / 2;
      }
      value = with;
    }
  }
}
