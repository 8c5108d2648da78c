package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.path.Paths;
import org.mekiki.sig.path.SequentialSizes;

/**
 * The scores that Sequential Integrated Gradients converges to, F(x) − F(x\S), by forward passes
 * alone: leave-one-out with the baseline in the place of what is left out. There is no feature
 * level, and no share of a phrase for its rows.
 */
public final class ExactScores implements AttributionMethod {
  private final String name;
  private final String title;

  /** The method. */
  public ExactScores() {
    this("sig-exact", "exact word scores of Sequential Integrated Gradients (leave one out)");
  }

  private ExactScores(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /**
   * {@return the same scores under the name that they are best known by (Zeiler and Fergus 2014)}
   */
  public static ExactScores occlusion() {
    return new ExactScores("occlusion", "occlusion by the baseline");
  }

  /** {@return the mean of these scores in the full text and in the masked one} */
  public static AttributionMethod ofBothEnds() {
    return new FromBothEnds(
        "sig-both-exact", "exact word scores from both ends of the text", new ExactScores());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of(title, Guarantee.PARTS).withoutFeatures();
  }

  @Override
  public boolean keepsTime() {
    return true;
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1, 1, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      return attribute(evaluator, task.targets(), task.input());
    }
  }

  private static List<Attribution> attribute(
      Evaluator evaluator, List<Target> targets, AttributionInput input) {
    var paths = new Paths(evaluator, input, input.units(), targets.size());
    evaluator.expect(1L + paths.units().size());
    Paths.Ends ends = paths.unknownEnds();
    for (List<Integer> stretch : paths.stretches(1)) {
      paths.evaluate(ends, stretch);
      if (evaluator.outOfTime()) {
        break;
      }
    }
    SequentialSizes sizes = SequentialSizes.of(input);
    var attributions = new ArrayList<Attribution>();
    for (int t = 0; t < targets.size(); t++) {
      attributions.add(attribution(paths, ends, t, sizes.largestScore(ends, t, null)));
    }
    return attributions;
  }

  private static Attribution attribution(Paths paths, Paths.Ends ends, int target, double largest) {
    double value = ends.input()[target];
    var units = new LinkedHashMap<RowSet, UnitAttribution>();
    for (int u = 0; u < paths.units().size(); u++) {
      if (ends.has(u)) {
        RowSet rows = paths.units().get(u);
        units.put(rows, UnitAttribution.exact(rows, value, ends.masked()[u][target]));
      }
    }
    return new MeasuredAttribution(
        paths.finished(units::containsKey),
        List.copyOf(units.values()),
        new MeasuredAttribution.Whole(
            value, OptionalDouble.empty(), largest, paths.evaluator().counts()));
  }
}
