package org.mekiki.sig.game;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;

/**
 * F of every coalition of a small game, of each target: from it follows any index of the game. A
 * coalition is a number whose bit p says whether player p is in it.
 */
public final class CoalitionTable {
  /** A game of more players has more coalitions than sampling takes. */
  public static final int MOST_PLAYERS = 12;

  private final int players;
  private final double[][] values;

  private CoalitionTable(int players, double[][] values) {
    this.players = players;
    this.values = values;
  }

  /** The passes of a table, beside those of all players and of none. */
  public static long passes(int players) {
    return (1L << players) - 2;
  }

  /**
   * Evaluates all coalitions.
   *
   * @param game of {@link #MOST_PLAYERS} at most
   * @param all F with all players, one value a target
   * @param none F without any
   */
  public static CoalitionTable of(Evaluator evaluator, Game game, double[] all, double[] none) {
    int last = (1 << game.size()) - 1;
    List<Variant> variants =
        IntStream.range(1, last)
            .mapToObj(coalition -> game.variant(BitSet.valueOf(new long[] {coalition})))
            .toList();
    double[][] found = evaluator.values(variants);
    double[][] values = new double[all.length][last + 1];
    for (int t = 0; t < all.length; t++) {
      values[t][0] = none[t];
      values[t][last] = all[t];
      for (int coalition = 1; coalition < last; coalition++) {
        values[t][coalition] = found[coalition - 1][t];
      }
    }
    return new CoalitionTable(game.size(), values);
  }

  /** F of every coalition, by its number. */
  public double[] values(int target) {
    return values[target];
  }

  /**
   * The Shapley values of a target: Σ_S |S|! (n − |S| − 1)! / n! (v(S ∪ p) − v(S)), one a player.
   */
  public double[] shapleyValues(int target) {
    return shapleyValues(players, values[target]);
  }

  /**
   * The Shapley values of a game.
   *
   * @param players n
   * @param v of every coalition, by its number
   */
  public static double[] shapleyValues(int players, double... v) {
    double[] weights = new double[players];
    weights[0] = 1.0 / players;
    for (int size = 1; size < players; size++) {
      weights[size] = weights[size - 1] * size / (players - size);
    }
    double[] scores = new double[players];
    for (int coalition = 0; coalition < v.length; coalition++) {
      for (int p = 0; p < players; p++) {
        if ((coalition >> p & 1) == 0) {
          double gain = v[coalition | 1 << p] - v[coalition];
          scores[p] += weights[Integer.bitCount(coalition)] * gain;
        }
      }
    }
    return scores;
  }
}
