package org.mekiki.sig.method;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Coalitions;
import org.mekiki.sig.game.Game;
import org.mekiki.sig.game.Randomness;
import org.mekiki.sig.game.SymmetricSystem;

/**
 * KernelSHAP (Lundberg and Lee 2017): Shapley values of the words by a regression over coalitions,
 * weighted by the Shapley kernel and held to F(x) − F(baseline) as their sum. Words that are not in
 * a coalition are at their baseline. Where all coalitions are asked, the values are exact.
 *
 * <p>A word of several pieces is one player; its pieces play a game of their own, and a phrase is
 * one player beside what it leaves of the words.
 *
 * @param samples coalitions asked at most beyond 2n, for n players; the SHAP library has 2n + 2048
 * @param seed of the choice of coalitions
 */
public record KernelShap(int samples, long seed) implements AttributionMethod {
  /** As in the SHAP library: 2n + 2048 coalitions. */
  public static final KernelShap DEFAULT = new KernelShap(2048, 0);

  /** Checks the number. */
  public KernelShap {
    Requirements.atLeast("samples", samples, 0);
  }

  @Override
  public String name() {
    return "kernel-shap";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("KernelSHAP", Guarantee.SUM).withoutFeatures();
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("samples", samples).with("seed", seed).map();
  }

  /** Of a single word; more take more. */
  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(2, 0, 1);
  }

  @Override
  public PassCosts costs(
      RunSettings settings, int targets, List<RowSet> words, List<RowSet> phrases) {
    return new PassCosts(
        2 + Game.of(words, phrases).stream().mapToLong(this::coalitions).sum(), 0, 1);
  }

  private long coalitions(Game game) {
    return Coalitions.count(game.size(), 2 * game.size() + samples);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      var scores = new GameScores(task.input(), task.targets().size());
      evaluator.expect(
          costs(
                  task.settings(),
                  task.targets().size(),
                  task.input().words(),
                  task.input().phrases())
              .base());
      RowSet players = task.input().words().stream().reduce(RowSet.NONE, RowSet::union);
      double[][] ends = evaluator.values(List.of(Variant.INPUT, Variant.masked(players)));
      Randomness randomness = Randomness.of(seed, task.input());
      scores.play(
          (game, number) -> {
            Map<BitSet, Double> coalitions =
                Coalitions.choose(
                    game.size(), 2 * game.size() + samples, randomness.stream(number));
            double[][] values =
                evaluator.values(coalitions.keySet().stream().map(game::variant).toList());
            double[][] played = new double[task.targets().size()][];
            for (int t = 0; t < played.length; t++) {
              played[t] = shapleyValues(game.size(), coalitions, values, ends, t);
            }
            return played;
          });
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  scores.attribution(
                      t,
                      ends[0][t],
                      OptionalDouble.of(ends[1][t]),
                      evaluator.counts(),
                      guarantee()))
          .toList();
    }
  }

  /**
   * Least squares with the sum as constraint: the last player's value is what the others leave of
   * it.
   *
   * @param values F of each coalition, [coalition][target]
   * @param ends F of all players and of none
   */
  private static double[] shapleyValues(
      int players, Map<BitSet, Double> coalitions, double[][] values, double[][] ends, int target) {
    double none = ends[1][target];
    double sum = ends[0][target] - none;
    int last = players - 1;
    var system = new SymmetricSystem(last);
    int number = 0;
    for (Map.Entry<BitSet, Double> each : coalitions.entrySet()) {
      double of = each.getKey().get(last) ? 1 : 0;
      double[] z = new double[last];
      for (int p = 0; p < last; p++) {
        z[p] = (each.getKey().get(p) ? 1 : 0) - of;
      }
      system.add(each.getValue(), z, values[number++][target] - none - of * sum);
    }
    double[] found = Arrays.copyOf(system.solve(), players);
    found[last] = sum - Vectors.sum(found, 0, last);
    return found;
  }
}
