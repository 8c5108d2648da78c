package org.mekiki.sig.interaction;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.game.Coalitions;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.SampledMeans;
import org.mekiki.sig.game.SymmetricSystem;

/**
 * Faith-Shap of a game whose coalitions are too many: the regression that defines it, over
 * coalitions chosen as KernelSHAP's are, whose weights it shares; held to F with all players and
 * with none. The coalitions are drawn in groups that know nothing of each other; the numbers are
 * those of the fit to all of them, and how much the fits to single groups differ tells the
 * intervals.
 */
final class FaithfulFit {
  private static final int SAMPLES = 2048;

  /** Coalitions for each unknown at the least: one group has a good many for itself. */
  private static final int A_PLACE = 16;

  private static final int GROUPS = 8;

  private final int players;
  private final int order;
  private final int last;
  private final Map<BitSet, double[]> values = new LinkedHashMap<>();

  private FaithfulFit(int players, int order) {
    this.players = players;
    this.order = order;
    last = SetValues.count(players, order) - 1;
  }

  /** The coalitions that are asked, beside all players and none. */
  static long passes(int players, int order) {
    return Coalitions.count(players, most(players, order));
  }

  private static int most(int players, int order) {
    return 2 * players + Math.max(SAMPLES, A_PLACE * SetValues.count(players, order));
  }

  /**
   * Fits.
   *
   * @param order the size of the largest sets
   * @param all F with all players, one value a target
   * @param none F without any
   */
  static List<SetValues> of(
      Evaluator evaluator, Game game, int order, double[] all, double[] none, Random random) {
    int players = game.size();
    List<Map<BitSet, Double>> groups =
        Coalitions.groups(players, most(players, order), GROUPS, random);
    var fit = new FaithfulFit(players, order);
    fit.ask(evaluator, game, groups);
    return IntStream.range(0, all.length)
        .mapToObj(t -> fit.values(groups, all[t] - none[t], none[t], t))
        .toList();
  }

  private void ask(Evaluator evaluator, Game game, List<Map<BitSet, Double>> groups) {
    List<BitSet> sets =
        groups.stream().flatMap(group -> group.keySet().stream()).distinct().toList();
    evaluator.expect(sets.size());
    double[][] found = evaluator.values(sets.stream().map(game::variant).toList());
    for (int k = 0; k < found.length; k++) {
      values.put(sets.get(k), found[k]);
    }
  }

  private SetValues values(List<Map<BitSet, Double>> groups, double sum, double none, int target) {
    Map<BitSet, Double> together = new LinkedHashMap<>();
    var means = new SampledMeans(last + 1);
    for (Map<BitSet, Double> group : groups) {
      group.forEach((set, weight) -> together.merge(set, weight, Double::sum));
      double[] found = fit(group, sum, none, target);
      for (int k = 0; k <= last; k++) {
        means.add(k, found[k]);
      }
    }
    return new SetValues(
        players,
        fit(together, sum, none, target),
        IntStream.rangeClosed(0, last).mapToDouble(means::margin).toArray());
  }

  /** The last set's number is what the others leave of the sum. */
  private double[] fit(Map<BitSet, Double> weights, double sum, double none, int target) {
    var system = new SymmetricSystem(last);
    for (Map.Entry<BitSet, Double> each : weights.entrySet()) {
      double[] z = parts(each.getKey());
      double of = z[last];
      double[] row = new double[last];
      for (int k = 0; k < last; k++) {
        row[k] = z[k] - of;
      }
      system.add(each.getValue(), row, values.get(each.getKey())[target] - none - of * sum);
    }
    double[] found = Arrays.copyOf(system.solve(), last + 1);
    found[last] = sum - Vectors.sum(found, 0, last);
    return found;
  }

  /** 1 for each set that is in the coalition. */
  private double[] parts(BitSet coalition) {
    Interruption.checkCaller();
    double[] parts = new double[last + 1];
    int[] members = coalition.stream().toArray();
    for (int i = 0; i < members.length; i++) {
      parts[members[i]] = 1;
      for (int j = i + 1; j < members.length; j++) {
        parts[SetValues.place(players, members[i], members[j])] = 1;
        for (int k = j + 1; k < members.length && order > 2; k++) {
          parts[SetValues.place(players, members[i], members[j], members[k])] = 1;
        }
      }
    }
    return parts;
  }
}
