package org.mekiki.sig.interaction;

import java.util.BitSet;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.mekiki.sig.game.OrderPair;

/**
 * An estimate of the Shapley–Taylor index of order 2: what two players do beyond their parts when
 * they come to those before the first of them, in a random order and in its reverse; of single
 * players, what they do alone, which is exact. What is left of the sum, nothing on the mean, is
 * shared out evenly among the pairs.
 */
final class TaylorRound implements GameSample {
  private final int[] order;

  private TaylorRound(int... order) {
    this.order = order;
  }

  /** Draws. */
  static TaylorRound draw(int players, Random random) {
    return new TaylorRound(OrderPair.order(players, random));
  }

  @Override
  public double[] of(ToDoubleFunction<BitSet> v) {
    int players = order.length;
    double[] found = new double[SetValues.count(players, 2)];
    double none = v.applyAsDouble(new BitSet());
    var single = new BitSet();
    for (int p = 0; p < players; p++) {
      single.set(p);
      found[p] = v.applyAsDouble(single) - none;
      single.clear(p);
    }
    walk(false, v, found);
    walk(true, v, found);
    var full = new BitSet();
    full.set(0, players);
    CubeRound.shareOut(v.applyAsDouble(full) - none, players, found.length, found);
    return found;
  }

  private int at(int k, boolean reversed) {
    return order[reversed ? order.length - 1 - k : k];
  }

  private void walk(boolean reversed, ToDoubleFunction<BitSet> v, double[] found) {
    int players = order.length;
    var before = new BitSet();
    double value = v.applyAsDouble(before);
    double[] joined = new double[players];
    for (int b = 0; b < players; b++) {
      joined[b] = with(before, at(b, reversed), v);
    }
    for (int a = 0; a < players; a++) {
      int first = at(a, reversed);
      before.set(first);
      for (int b = a + 1; b < players; b++) {
        int second = at(b, reversed);
        double both = with(before, second, v);
        int place = SetValues.place(players, Math.min(first, second), Math.max(first, second));
        found[place] += (both - joined[a] - joined[b] + value) / 2;
        joined[b] = both;
      }
      value = joined[a];
    }
  }

  private static double with(BitSet before, int player, ToDoubleFunction<BitSet> v) {
    before.set(player);
    double value = v.applyAsDouble(before);
    before.clear(player);
    return value;
  }
}
