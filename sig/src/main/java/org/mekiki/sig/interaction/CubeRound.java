package org.mekiki.sig.interaction;

import java.util.BitSet;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.InteractionIndex;

/**
 * An estimate of an index of order 3. What a set of s players does beyond its parts in a random
 * context is its Shapley interaction index on the mean if every other player is there with a
 * probability that is drawn evenly from 0 to 1, and the Shapley–Taylor index of sets of three if
 * the probability is the least of three such numbers: the time at which the first of three comes.
 * So one context serves all sets: F is asked of all coalitions that differ from it by three players
 * at most. A round has two contexts, made of the same numbers u and of 1 − u, so that of pairs
 * every estimate is exact; in the Shapley interaction index they are complements.
 *
 * <p>What is left of F with all players less F without any is shared out evenly, among single
 * players or among sets of three, which changes no mean: it is nothing on the mean.
 */
final class CubeRound implements GameSample {
  private static final int ORDER = 3;

  private final InteractionIndex index;
  private final int players;
  private final BitSet context = new BitSet();
  private final BitSet mirrored = new BitSet();

  private CubeRound(InteractionIndex index, int players) {
    this.index = index;
    this.players = players;
  }

  /**
   * Draws.
   *
   * @param index k-SII or STII
   */
  static CubeRound draw(InteractionIndex index, int players, Random random) {
    var round = new CubeRound(index, players);
    double level = random.nextDouble();
    double there = round.probability(level);
    double thereMirrored = round.probability(1 - level);
    for (int p = 0; p < players; p++) {
      double time = random.nextDouble();
      round.context.set(p, time < there);
      round.mirrored.set(p, 1 - time < thereMirrored);
    }
    return round;
  }

  /** The quantile of the least of three evenly distributed numbers is 1 − ∛(1 − u). */
  private double probability(double level) {
    return index == InteractionIndex.STII ? 1 - StrictMath.cbrt(1 - level) : level;
  }

  @Override
  public double[] of(ToDoubleFunction<BitSet> v) {
    double[] gains = new double[SetValues.count(players, ORDER)];
    addHalf(gains(context, ORDER, v), gains);
    addHalf(gains(mirrored, ORDER, v), gains);
    var full = new BitSet();
    full.set(0, players);
    double sum = v.applyAsDouble(full) - v.applyAsDouble(new BitSet());
    return index == InteractionIndex.STII ? taylor(gains, sum, v) : aggregated(gains, sum);
  }

  private static void addHalf(double[] gains, double[] to) {
    for (int k = 0; k < gains.length; k++) {
      to[k] += gains[k] / 2;
    }
  }

  /** Sets below the order are those of the masked text. */
  private double[] taylor(double[] gains, double sum, ToDoubleFunction<BitSet> v) {
    double[] smaller = gains(new BitSet(), ORDER - 1, v);
    System.arraycopy(smaller, 0, gains, 0, smaller.length);
    shareOut(sum, smaller.length, gains.length, gains);
    return gains;
  }

  /**
   * Shapley values that add up; then what smaller sets have too much of larger ones is taken off.
   */
  private double[] aggregated(double[] gains, double sum) {
    double remainder = sum;
    for (int i = 0; i < players; i++) {
      remainder -= gains[i];
    }
    double[] found = gains.clone();
    for (int i = 0; i < players; i++) {
      found[i] += remainder / players;
      for (int j = i + 1; j < players; j++) {
        int pair = SetValues.place(players, i, j);
        found[i] -= gains[pair] / 2;
        found[j] -= gains[pair] / 2;
        for (int k = j + 1; k < players; k++) {
          double triple = gains[SetValues.place(players, i, j, k)];
          found[i] += triple / 6;
          found[j] += triple / 6;
          found[k] += triple / 6;
          found[pair] -= triple / 2;
          found[SetValues.place(players, i, k)] -= triple / 2;
          found[SetValues.place(players, j, k)] -= triple / 2;
        }
      }
    }
    return found;
  }

  /** Adds the same to each place so that all add up. */
  static void shareOut(double sum, int from, int to, double[] found) {
    double remainder = sum;
    for (double each : found) {
      remainder -= each;
    }
    for (int k = from; k < to; k++) {
      found[k] += remainder / (to - from);
    }
  }

  /** Σ_{L⊆S} (−1)^{|S|−|L|} v(T∖S ∪ L) of all sets S up to the order, T the context. */
  private double[] gains(BitSet context, int order, ToDoubleFunction<BitSet> v) {
    double[] flipped = flipped(context, order, v);
    double here = v.applyAsDouble(context);
    double[] gains = new double[flipped.length];
    for (int i = 0; i < players; i++) {
      gains[i] = sign(context, i) * (flipped[i] - here);
      for (int j = i + 1; j < players; j++) {
        int pair = SetValues.place(players, i, j);
        double both = flipped[pair] - flipped[i] - flipped[j] + here;
        gains[pair] = sign(context, i) * sign(context, j) * both;
        for (int k = j + 1; k < players && order == ORDER; k++) {
          int triple = SetValues.place(players, i, j, k);
          double all =
              flipped[triple]
                  - flipped[pair]
                  - flipped[SetValues.place(players, i, k)]
                  - flipped[SetValues.place(players, j, k)]
                  + flipped[i]
                  + flipped[j]
                  + flipped[k]
                  - here;
          gains[triple] = sign(context, i) * sign(context, j) * sign(context, k) * all;
        }
      }
    }
    return gains;
  }

  /** A player that is there is taken away where another one joins. */
  private static int sign(BitSet context, int player) {
    return context.get(player) ? -1 : 1;
  }

  /** F where a set of players is there that was not, or away. */
  private double[] flipped(BitSet context, int order, ToDoubleFunction<BitSet> v) {
    double[] values = new double[SetValues.count(players, order)];
    var set = (BitSet) context.clone();
    for (int i = 0; i < players; i++) {
      Interruption.checkCaller();
      set.flip(i);
      values[i] = v.applyAsDouble(set);
      for (int j = i + 1; j < players; j++) {
        set.flip(j);
        values[SetValues.place(players, i, j)] = v.applyAsDouble(set);
        for (int k = j + 1; k < players && order == ORDER; k++) {
          set.flip(k);
          values[SetValues.place(players, i, j, k)] = v.applyAsDouble(set);
          set.flip(k);
        }
        set.flip(j);
      }
      set.flip(i);
    }
    return values;
  }
}
