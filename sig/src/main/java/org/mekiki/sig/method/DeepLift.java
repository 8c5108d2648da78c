package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.KeptPass;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.evaluation.CountedWork;

/**
 * DeepLIFT with the rescale rule (Shrikumar et al. 2017): contributions (x_ij − b_ij) m_ij, where
 * the multipliers m are carried back from F by the chain rule, each op having {@linkplain
 * org.mekiki.core.autodiff.DifferentiableOp#multipliers multipliers} between its values at the
 * input and at the baseline in the place of its derivative.
 *
 * <p>Functions of an element take the quotient of differences, products the mean of both orders, as
 * DeepSHAP does (Lundberg and Lee 2017), and softmax and LayerNorm are taken apart into these. Then
 * the scores add up to F(x) − F(baseline) but for rounding; the residual is reported.
 *
 * <p>See {@code docs/decisions/2026-11-25-methods.md}.
 */
public final class DeepLift implements AttributionMethod {
  /** The method. */
  public DeepLift() {}

  @Override
  public String name() {
    return "deeplift";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("DeepLIFT, rescale rule", Guarantee.SUM);
  }

  /** Both ends forward; backward, every op's rule asks about both. */
  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(2 + 2L * targets, 0);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    PassCosts costs = costs(task.settings(), task.targets().size());
    var work = new CountedWork(task.monitor(), costs.base());
    AttributionInput input = task.input();
    int targets = task.targets().size();
    var found = new ArrayList<RowFeatures>();
    double[][] values = new double[targets][];
    PassCounts counts;
    try (var at = InputPass.of(task);
        var from = new KeptPass(task.function(), input.reversed().rows(), task.context())) {
      work.done(2);
      for (int t = 0; t < targets; t++) {
        Variable f = at.kept().value(task.targets().get(t));
        Variable g = from.value(task.targets().get(t));
        values[t] = new double[] {f.value().getFlat(0), g.value().getFlat(0)};
        Gradients multipliers = at.kept().tape().multipliers(f, g, Tensor.of(Shape.of(1), 1));
        found.add(new RowFeatures(input, contributions(input, multipliers.of(at.kept().rows()))));
        work.done(2);
      }
      counts = at.counts(2 * targets).plus(new PassCounts(1, 0, from.tape().multiplyAdds()));
    }
    return IntStream.range(0, targets)
        .mapToObj(
            t ->
                found
                    .get(t)
                    .attribution(
                        values[t][0], OptionalDouble.of(values[t][1]), counts, guarantee(), 1))
        .toList();
  }

  @Override
  public boolean usesKeptPass() {
    return true;
  }

  private static double[] contributions(AttributionInput input, Tensor multipliers) {
    int[] moving = input.moving();
    int width = input.width();
    double[] contributions = new double[moving.length * width];
    for (int i = 0; i < contributions.length; i++) {
      int row = moving[i / width];
      int feature = i % width;
      contributions[i] =
          input.difference(row, feature) * multipliers.getFlat(row * width + feature);
    }
    return contributions;
  }
}
