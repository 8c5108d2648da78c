package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.method.RowFeatures;
import org.mekiki.sig.path.JointSizes;
import org.mekiki.sig.path.PathIntegral;
import org.mekiki.sig.path.Paths;

/**
 * Integrated Gradients (Sundararajan et al. 2017): one path on which all movable rows move. The
 * score of a word or phrase is the sum over its rows.
 */
public final class IntegratedGradients implements AttributionMethod {
  /** The method, for an {@link Explainer} or an {@link AttributionTask} of one's own. */
  public IntegratedGradients() {}

  /**
   * Explains with as many nodes as needed.
   *
   * @param tolerance the integration error of the whole may be this share of the largest word score
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new IntegratedGradients()).withTolerance(tolerance);
  }

  /**
   * Explains with a fixed number of Gauss–Legendre nodes.
   *
   * @param steps nodes of the one path, at least 1
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new IntegratedGradients()).withSteps(steps);
  }

  @Override
  public String name() {
    return "ig";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("Integrated Gradients", Guarantee.SUM).integrating();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    PassCosts path = PassCosts.ofPaths(settings.integration(), targets);
    return new PassCosts(path.of(1), 0, path.answer());
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      return attribute(evaluator, task.targets(), task.input(), task.settings());
    }
  }

  private static List<Attribution> attribute(
      Evaluator evaluator, List<Target> targets, AttributionInput input, RunSettings settings) {
    var paths = new Paths(evaluator, input, List.of(RowSet.of(input.moving())), targets.size());
    var sizes = new JointSizes(input.width());
    Paths.Result result = paths.integrate(settings.integration(), sizes);
    var attributions = new ArrayList<Attribution>();
    for (int t = 0; t < targets.size(); t++) {
      PathIntegral integral = result.integrals()[t][0];
      double largest = sizes.largestScore(result.ends(), t, new double[][] {integral.features()});
      double delta = Vectors.sum(integral.features()) - result.ends().score(0, t);
      boolean converged =
          integral.settled() && Math.abs(delta) <= settings.integration().tolerance() * largest;
      var whole =
          new MeasuredAttribution.Whole(
              result.ends().input()[t],
              OptionalDouble.of(result.ends().masked()[0][t]),
              largest,
              evaluator.counts());
      attributions.add(
          new RowFeatures(input, integral.features())
              .attribution(whole, integral.nodes(), converged));
    }
    return attributions;
  }
}
