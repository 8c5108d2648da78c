package org.mekiki.sig.method;

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
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Randomness;

/**
 * A control that knows nothing: every token, word and phrase has a random score, uniform on [−1,
 * 1), another for each text and class. What a method is worth shows beside it.
 *
 * @param seed of the scores
 */
public record RandomScores(long seed) implements AttributionMethod {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public MethodTraits traits() {
    return MethodTraits.of("random scores, a control", Guarantee.NONE)
        .withoutFeatures()
        .withoutBaseline();
  }

  @Override
  public Map<String, Number> parameters() {
    return Map.of("seed", seed);
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return new PassCosts(1, 0, 1);
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    try (var evaluator = new Evaluator(task)) {
      evaluator.expect(1);
      double[] value = evaluator.values(List.of(Variant.INPUT))[0];
      Randomness randomness = Randomness.of(seed, task.input());
      return IntStream.range(0, task.targets().size())
          .mapToObj(
              t ->
                  new UnitScores(
                          task.input(), unit -> score(randomness, unit, task.targets().get(t)))
                      .attribution(
                          value[t], OptionalDouble.empty(), evaluator.counts(), guarantee()))
          .toList();
    }
  }

  private static double score(Randomness randomness, RowSet unit, Target target) {
    return randomness.stream(unit, target.index()).nextDouble(-1, 1);
  }
}
