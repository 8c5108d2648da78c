package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.method.FromBothEnds;
import org.mekiki.sig.path.PathIntegral;
import org.mekiki.sig.path.Paths;
import org.mekiki.sig.path.SequentialSizes;

/**
 * Sequential Integrated Gradients (Enguehard 2023): one path a unit, on which only its rows move.
 *
 * <p>The static methods make explainers that are ready to use.
 */
public final class SequentialIntegratedGradients implements AttributionMethod {
  /** The method, for an {@link Explainer} or an {@link AttributionTask} of one's own. */
  public SequentialIntegratedGradients() {}

  /**
   * Explains with as many nodes a word as its certificate asks for.
   *
   * @param tolerance the integration error of a word may be this share of the largest word score
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new SequentialIntegratedGradients()).withTolerance(tolerance);
  }

  /**
   * Explains with a fixed number of Gauss–Legendre nodes a word.
   *
   * @param steps nodes of each word's path, at least 1
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new SequentialIntegratedGradients()).withSteps(steps);
  }

  /**
   * {@return an explainer that finds the word scores that integration converges to, by forward
   * passes alone}
   */
  public static Explainer exact() {
    return Explainer.of(new ExactScores());
  }

  /** {@return the mean of this method in the full text and in the masked one} */
  public static AttributionMethod ofBothEnds() {
    return new FromBothEnds(
        "sig-both",
        "Sequential Integrated Gradients from both ends of the text",
        new SequentialIntegratedGradients());
  }

  @Override
  public String name() {
    return "sig";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("Sequential Integrated Gradients", Guarantee.PARTS).integrating();
  }

  @Override
  public boolean keepsTime() {
    return true;
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return PassCosts.ofPaths(settings.integration(), targets);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      return attribute(evaluator, task.targets(), task.input(), task.settings());
    }
  }

  private static List<Attribution> attribute(
      Evaluator evaluator, List<Target> targets, AttributionInput input, RunSettings settings) {
    var paths = new Paths(evaluator, input, input.units(), targets.size());
    SequentialSizes sizes = SequentialSizes.of(input);
    Paths.Result result = paths.integrate(settings.integration(), sizes);
    var attributions = new ArrayList<Attribution>();
    for (int t = 0; t < targets.size(); t++) {
      double largest = sizes.largestScore(result.ends(), t, null);
      var units = new ArrayList<UnitAttribution>();
      for (int u = 0; u < paths.units().size(); u++) {
        if (result.has(u)) {
          units.add(unit(paths, u, result, t, settings.integration().tolerance() * largest));
        }
      }
      Set<RowSet> integrated =
          units.stream().map(UnitAttribution::rows).collect(Collectors.toSet());
      attributions.add(
          new MeasuredAttribution(
              paths.finished(integrated::contains),
              units,
              new MeasuredAttribution.Whole(
                  result.ends().input()[t], OptionalDouble.empty(), largest, evaluator.counts())));
    }
    return attributions;
  }

  private static UnitAttribution unit(
      Paths paths, int u, Paths.Result result, int t, double bound) {
    PathIntegral integral = result.integrals()[t][u];
    double delta = Vectors.sum(integral.features()) - result.ends().score(u, t);
    return UnitAttribution.of(
        paths.units().get(u),
        integral.features(),
        OptionalDouble.of(result.ends().masked()[u][t]),
        OptionalDouble.of(delta),
        integral.nodes(),
        integral.settled() && Math.abs(delta) <= bound);
  }
}
