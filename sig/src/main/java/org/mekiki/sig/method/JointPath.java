package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PathSettings;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.attribution.Vectors;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.path.JointSizes;
import org.mekiki.sig.path.PathIntegral;
import org.mekiki.sig.path.Paths;

/**
 * Integrated Gradients (Sundararajan et al. 2017): one path on which all movable rows move. The
 * score of a word or phrase is the sum over its rows.
 */
public final class JointPath implements AttributionMethod {
  /** The method. */
  public JointPath() {}

  @Override
  public String name() {
    return "ig";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("Integrated Gradients", Guarantee.SUM).integrating();
  }

  @Override
  public PassCosts costs(PathSettings settings, int targets) {
    PassCosts path = PassCosts.ofPaths(settings.integration(), targets);
    return new PassCosts(path.of(1), 0);
  }

  @Override
  public List<Attribution> attribute(
      LogitFunction function,
      List<Target> targets,
      AttributionInput input,
      PathSettings settings,
      ComputeContext context,
      Monitor monitor) {
    try (var evaluator = new Evaluator(function, targets, input, settings, context, monitor)) {
      return attribute(evaluator, targets, input, settings);
    }
  }

  private static List<Attribution> attribute(
      Evaluator evaluator, List<Target> targets, AttributionInput input, PathSettings settings) {
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
