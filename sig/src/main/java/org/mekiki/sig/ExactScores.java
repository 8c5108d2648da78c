package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.runtime.ComputeContext;

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

  /** The same scores under the name that they are best known by (Zeiler and Fergus 2014). */
  public static ExactScores occlusion() {
    return new ExactScores("occlusion", "occlusion by the baseline");
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
  public PassCosts costs(PathSettings settings, int targets) {
    return new PassCosts(1, 1);
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
      return attribute(evaluator, targets, input);
    }
  }

  private static List<Attribution> attribute(
      Evaluator evaluator, List<Target> targets, AttributionInput input) {
    List<RowSet> units = input.units();
    evaluator.expect(1L + units.size());
    var variants = new ArrayList<>(List.of(Variant.INPUT));
    units.forEach(unit -> variants.add(Variant.masked(unit)));
    double[][] values = evaluator.values(variants);
    var ends = new Paths.Ends(values[0], java.util.Arrays.copyOfRange(values, 1, values.length));
    SequentialSizes sizes = SequentialSizes.of(input);
    var attributions = new ArrayList<Attribution>();
    for (int t = 0; t < targets.size(); t++) {
      var exact = new ArrayList<UnitAttribution>();
      for (int u = 0; u < units.size(); u++) {
        exact.add(UnitAttribution.exact(units.get(u), values[0][t], values[1 + u][t]));
      }
      attributions.add(
          new MeasuredAttribution(
              input,
              exact,
              new MeasuredAttribution.Whole(
                  values[0][t],
                  OptionalDouble.empty(),
                  sizes.largestScore(ends, t, null),
                  evaluator.counts())));
    }
    return attributions;
  }
}
