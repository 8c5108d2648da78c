package com.example.halfway;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;

/** F(x) less F with the word half-way to its baseline. */
final class HalfWay implements AttributionMethod {
  static final String NAME = "half-way";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("half the way to the baseline", Guarantee.NONE).withoutFeatures();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1, 1, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    List<RowSet> units = task.input().units();
    var variants = new ArrayList<Variant>(List.of(Variant.INPUT));
    units.forEach(unit -> variants.add(new Variant(unit, 0.5)));
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(variants.size());
      double[][] values = evaluator.values(variants);
      return IntStream.range(0, task.targets().size())
          .mapToObj(target -> attribution(task.input(), values, target, evaluator.counts()))
          .toList();
    }
  }

  private Attribution attribution(
      AttributionInput input, double[][] values, int target, PassCounts counts) {
    List<RowSet> units = input.units();
    double atInput = values[0][target];
    List<UnitAttribution> found =
        IntStream.range(0, units.size())
            .mapToObj(i -> UnitAttribution.of(units.get(i), atInput - values[1 + i][target], true))
            .toList();
    double largest =
        found.stream()
            .filter(unit -> input.words().contains(unit.rows()))
            .mapToDouble(unit -> Math.abs(unit.raw()))
            .max()
            .orElse(0);
    return new MeasuredAttribution(
        input,
        found,
        new MeasuredAttribution.Whole(
            atInput, OptionalDouble.empty(), largest, counts, guarantee()));
  }
}
