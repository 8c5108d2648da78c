package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;

/**
 * Faith-Shap of order 2 of a game whose coalitions are too many: the regression that defines it,
 * over coalitions chosen as KernelSHAP's are, whose weights it shares; held to F with all players
 * and with none.
 */
final class FaithfulFit {
  /** The normal equations of more players take longer than the passes. */
  static final int MOST_PLAYERS = 30;

  private static final int SAMPLES = 2048;

  /** Coalitions for each unknown at the least. */
  private static final int A_PLACE = 8;

  private FaithfulFit() {}

  /** The coalitions that are asked, beside all players and none. */
  static long passes(int players) {
    return Coalitions.count(players, most(players));
  }

  private static int most(int players) {
    return 2 * players + Math.max(SAMPLES, A_PLACE * SetValues.count(players, 2));
  }

  /**
   * Fits.
   *
   * @param all F with all players, one value a target
   * @param none F without any
   */
  static List<SetValues> of(
      Evaluator evaluator, Game game, double[] all, double[] none, Random random) {
    int players = game.size();
    Map<BitSet, Double> chosen = Coalitions.choose(players, most(players), random);
    evaluator.expect(chosen.size());
    double[][] values = evaluator.values(chosen.keySet().stream().map(game::variant).toList());
    List<SetValues> found = new ArrayList<>();
    for (int t = 0; t < all.length; t++) {
      found.add(new SetValues(players, fit(players, chosen, values, all[t], none[t], t)));
    }
    return found;
  }

  /** The last pair's number is what the others leave of the sum. */
  private static double[] fit(
      int players,
      Map<BitSet, Double> chosen,
      double[][] values,
      double all,
      double none,
      int target) {
    int last = SetValues.count(players, 2) - 1;
    double sum = all - none;
    var system = new SymmetricSystem(last);
    int number = 0;
    for (Map.Entry<BitSet, Double> each : chosen.entrySet()) {
      double[] z = parts(players, each.getKey());
      double of = z[last];
      double[] row = new double[last];
      for (int k = 0; k < last; k++) {
        row[k] = z[k] - of;
      }
      system.add(each.getValue(), row, values[number++][target] - none - of * sum);
    }
    double[] found = Arrays.copyOf(system.solve(), last + 1);
    found[last] = sum - Vectors.sum(found, 0, last);
    return found;
  }

  /** 1 for each set of one or two that is in the coalition. */
  private static double[] parts(int players, BitSet coalition) {
    double[] parts = new double[SetValues.count(players, 2)];
    for (int i = coalition.nextSetBit(0); i >= 0; i = coalition.nextSetBit(i + 1)) {
      parts[i] = 1;
      for (int j = coalition.nextSetBit(i + 1); j >= 0; j = coalition.nextSetBit(j + 1)) {
        parts[SetValues.place(players, i, j)] = 1;
      }
    }
    return parts;
  }
}
