package org.mekiki.sig.method;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.GradientSums;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Randomness;

/**
 * SmoothGrad (Smilkov et al. 2017): the Euclidean length of the mean gradient at copies of the
 * input with Gaussian noise, ‖(1/n) Σ_s ∂F/∂x_i (x + N(0, σ²))‖₂; of several rows that of all their
 * features together. The paper's maps take sizes too. Rows that are fixed get no noise.
 *
 * @param samples n; the paper sees little change beyond 50
 * @param noise σ as a share of the spread between the smallest and largest entry of the rows that
 *     move; the paper advises 0.1 to 0.2
 * @param seed of the noise
 */
public record SmoothGrad(int samples, double noise, long seed) implements AttributionMethod {
  /** As in the paper: 50 samples, noise between the advised 0.1 and 0.2. */
  public static final SmoothGrad DEFAULT = new SmoothGrad(50, 0.15, 0);

  /** Checks the numbers. */
  public SmoothGrad {
    Requirements.atLeast("samples", samples, 1);
    Requirements.notNegative("noise", noise);
  }

  @Override
  public String name() {
    return "smoothgrad";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("SmoothGrad", Guarantee.NONE)
        .unsigned()
        .withoutFeatures()
        .withoutBaseline();
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("samples", samples).with("noise", noise).with("seed", seed).map();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1 + samples * (1L + targets), 0, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(1L + samples);
      double[] value = evaluator.values(List.of(Variant.INPUT))[0];
      RowSet moving = RowSet.of(task.input().moving());
      var rows = new NoisyRows(task.input(), noise, Randomness.of(seed, task.input()));
      List<Variant> variants =
          IntStream.range(0, samples).mapToObj(s -> Variant.given(moving, rows.sample(s))).toList();
      GradientSums gradients =
          GradientSums.of(
              evaluator, task.input(), variants, task.targets().size(), (_, _, _) -> 1.0 / samples);
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  new RowFeatures(task.input(), gradients.sums()[t])
                      .attributionOfNorms(value[t], evaluator.counts(), guarantee()))
          .toList();
    }
  }
}
