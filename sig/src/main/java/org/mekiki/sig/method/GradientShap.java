package org.mekiki.sig.method;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
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
 * GradientSHAP (Lundberg and Lee 2017, as the SHAP library's GradientExplainer and Captum have it;
 * Erion et al. 2021 call it expected gradients): the mean of (z_s − b) ∂F/∂x (b + α_s (z_s − b)),
 * α_s uniform on [0, 1), z_s the input with Gaussian noise where that is asked for.
 *
 * <p>It is Integrated Gradients by Monte Carlo: over all samples the scores add up to F(x) −
 * F(baseline) where there is no noise, over some of them nearly; the residual is reported. The
 * distribution of baselines is that of the baselines an {@link Explainer} is given, each with all
 * samples.
 *
 * @param samples number of samples; the SHAP library takes 200, Captum 5
 * @param noise standard deviation as a share of the spread of the moving rows' entries; neither
 *     library adds noise unless asked
 * @param seed of the samples
 */
public record GradientShap(int samples, double noise, long seed) implements AttributionMethod {
  /** As in the SHAP library: 200 samples without noise. */
  public static final GradientShap DEFAULT = new GradientShap(200, 0, 0);

  /** Numbers the stream of positions on the path, which no sample's noise has. */
  private static final long POSITIONS = -1;

  /** Checks the numbers. */
  public GradientShap {
    Requirements.atLeast("samples", samples, 1);
    Requirements.notNegative("noise", noise);
  }

  @Override
  public String name() {
    return "gradient-shap";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("GradientSHAP", Guarantee.SUM);
  }

  @Override
  public Map<String, Number> parameters() {
    return Parameters.of("samples", samples).with("noise", noise).with("seed", seed).map();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(2 + samples * (1L + targets), 0, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(2L + samples);
      RowSet moving = RowSet.of(task.input().moving());
      double[][] ends = evaluator.values(List.of(Variant.INPUT, Variant.masked(moving)));
      var points = new Points(task.input(), samples, noise, Randomness.of(seed, task.input()));
      List<Variant> variants =
          IntStream.range(0, samples)
              .mapToObj(s -> Variant.given(moving, (row, at, to) -> points.write(s, row, at, to)))
              .toList();
      GradientSums sums =
          GradientSums.of(evaluator, task.input(), variants, task.targets().size(), points::weight);
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  new RowFeatures(task.input(), sums.sums()[t])
                      .attribution(
                          ends[0][t],
                          OptionalDouble.of(ends[1][t]),
                          evaluator.counts(),
                          guarantee(),
                          samples))
          .toList();
    }
  }

  /** The samples' places between the baseline and the noisy input. */
  private static final class Points {
    private final AttributionInput input;
    private final NoisyRows noisy;
    private final double[] alphas;
    private final float[] row;
    private int sampleOfRow = -1;
    private int numberOfRow = -1;

    Points(AttributionInput input, int samples, double noise, Randomness randomness) {
      this.input = input;
      noisy = new NoisyRows(input, noise, randomness);
      alphas = randomness.stream(POSITIONS).doubles(samples).toArray();
      row = new float[input.width()];
    }

    void write(int sample, int number, float[] target, int at) {
      noisy.write(sample, number, target, at);
      int width = input.width();
      for (int j = 0; j < width; j++) {
        double start = input.baseline().getFlat(number * width + j);
        target[at + j] = (float) (start + alphas[sample] * (target[at + j] - start));
      }
    }

    /** (z − b) / n; asked for row by row, by one thread. */
    double weight(int sample, int number, int feature) {
      if (sample != sampleOfRow || number != numberOfRow) {
        noisy.write(sample, number, row, 0);
        sampleOfRow = sample;
        numberOfRow = number;
      }
      double start = input.baseline().getFlat(number * input.width() + feature);
      return (row[feature] - start) / alphas.length;
    }
  }
}
