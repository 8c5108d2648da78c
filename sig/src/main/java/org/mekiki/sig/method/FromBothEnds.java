package org.mekiki.sig.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.BothEnds;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.MethodTraits;
import org.mekiki.sig.attribution.PassCosts;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.quadrature.Adaptive;

/**
 * A method with a path for each unit, carried out at both ends: the unit's path in the full text,
 * and in the text in which all else is masked. The score is the mean of the two, the last and the
 * first marginal contribution. It equals the Shapley value (Shapley 1953) where no more than two
 * units interact: the last has all of the unit's interactions, the first none, and half of a pair's
 * goes to each of the pair. SIG alone is the last.
 *
 * <p>The second end is the method itself on the {@linkplain AttributionInput#reversed reversed}
 * input: what is gained from the masked text is what that text loses when the unit is put there.
 *
 * <p>See {@code docs/mathematics.md}.
 */
public final class FromBothEnds implements AttributionMethod {
  /** Nodes that every path begins with, at the most. */
  private static final int MOST_FIRST_NODES = 8;

  private final String name;
  private final String title;
  private final AttributionMethod end;

  /**
   * A method at both ends.
   *
   * @param name in options and outputs
   * @param title for readers
   * @param end the method of one end: one whose scores are differences of their parts
   * @throws IllegalArgumentException if it promises something else
   */
  public FromBothEnds(String name, String title, AttributionMethod end) {
    if (end.guarantee() != Guarantee.PARTS) {
      throw new IllegalArgumentException(end.name() + " has no path for each unit");
    }
    this.name = name;
    this.title = title;
    this.end = end;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MethodTraits traits() {
    MethodTraits of = end.traits();
    return new MethodTraits(
        title, of.guarantee(), of.integrates(), of.signed(), of.features(), of.baseline());
  }

  @Override
  public boolean keepsTime() {
    return end.keepsTime();
  }

  @Override
  public PassCosts costs(RunSettings settings, int targets) {
    return twice(end.costs(settings, targets));
  }

  @Override
  public PassCosts costs(
      RunSettings settings, int targets, List<RowSet> words, List<RowSet> phrases) {
    return twice(end.costs(settings, targets, words, phrases));
  }

  /** The answer to the masked text is known to nobody. */
  private static PassCosts twice(PassCosts costs) {
    return new PassCosts(2 * costs.base(), 2 * costs.unit(), costs.answer());
  }

  /**
   * What was found at both ends.
   *
   * @param input with the words that both have
   * @param before passes of an earlier attempt
   */
  private record Ends(
      AttributionInput input,
      List<Attribution> inText,
      List<Attribution> alone,
      PassCounts before) {
    PassCounts counts() {
      return before.plus(inText.getFirst().counts()).plus(alone.getFirst().counts());
    }

    List<Attribution> means(double tolerance) {
      return IntStream.range(0, inText.size())
          .mapToObj(t -> mean(input, inText.get(t), alone.get(t), tolerance, counts()))
          .toList();
    }

    /**
     * The part of the tolerance to which both ends have to be integrated, so that their mean keeps
     * to the whole: less than 1 where the ends are of opposite signs, and the largest mean is small
     * beside what either end's errors were held against.
     */
    double part(List<Attribution> means) {
      double part = 1;
      for (int t = 0; t < means.size(); t++) {
        boolean settled = inText.get(t).converged() && alone.get(t).converged();
        if (settled && !means.get(t).converged()) {
          double larger = Math.max(inText.get(t).largestScore(), alone.get(t).largestScore());
          part = Math.min(part, means.get(t).largestScore() / larger);
        }
      }
      return part;
    }
  }

  @Override
  public List<Attribution> attribute(AttributionTask task) {
    RunSettings settings = task.settings();
    double tolerance = settings.integration().tolerance();
    Ends ends = ends(task, settings, PassCounts.NONE);
    List<Attribution> means = ends.means(tolerance);
    double part = ends.part(means);
    boolean possible = part > 0 && part < 1 && settings.integration() instanceof Adaptive;
    if (!possible || settings.deadline().passed()) {
      return means;
    }
    int nodes = ((Adaptive) settings.integration()).maxSteps();
    RunSettings closer =
        new RunSettings(
            new Adaptive(part * tolerance, Math.max(nodes, MOST_FIRST_NODES)),
            settings.batchRows(),
            settings.passes() - ends.counts().total(),
            settings.deadline());
    long least = costs(closer, task.targets().size()).withAnswer().of(task.input().units().size());
    if (closer.passes() < least) {
      return means;
    }
    Ends again = ends(task, closer, ends.counts());
    return again.input().words().equals(ends.input().words()) ? again.means(tolerance) : means;
  }

  private Ends ends(AttributionTask task, RunSettings settings, PassCounts before) {
    List<Attribution> inText =
        end.attribute(
            with(
                task,
                task.input(),
                settings
                    .withPasses(passesOfOne(task, settings))
                    .withDeadline(settings.deadline().halfway(System.nanoTime())),
                task.answer()));
    AttributionInput left = task.input().withOnly(explained(task.input(), inText));
    long used = inText.getFirst().counts().total();
    List<Attribution> alone =
        end.attribute(
            with(
                task,
                left.reversed(),
                settings.withPasses(settings.passes() - used),
                Optional.empty()));
    return new Ends(left.withOnly(explained(left, alone)), inText, alone, before);
  }

  private static AttributionTask with(
      AttributionTask task, AttributionInput input, RunSettings settings, Optional<Tensor> answer) {
    return new AttributionTask(
        task.function(),
        task.targets(),
        input,
        settings,
        task.context(),
        task.monitor(),
        answer,
        Optional.empty());
  }

  /** What one end may take: all but what the other needs at the least, of the rest half. */
  private long passesOfOne(AttributionTask task, RunSettings settings) {
    long passes = settings.passes();
    if (passes == Long.MAX_VALUE) {
      return passes;
    }
    AttributionInput input = task.input();
    long least =
        end.costs(settings, task.targets().size(), input.words(), input.phrases())
            .of(input.units().size());
    return Math.max(least, passes / 2);
  }

  private static List<RowSet> explained(AttributionInput input, List<Attribution> found) {
    return input.words().stream()
        .filter(word -> found.stream().allMatch(each -> each.explains(word)))
        .toList();
  }

  private static Attribution mean(
      AttributionInput input,
      Attribution inText,
      Attribution alone,
      double tolerance,
      PassCounts counts) {
    double full = inText.fInput();
    double empty = alone.fInput();
    var means = new ArrayList<UnitAttribution>();
    for (RowSet rows : input.units()) {
      means.add(mean(inText.unit(rows), full, alone.unit(rows), empty));
    }
    double largest = Math.min(largest(means, input.singles()), largest(means, input.words()));
    List<UnitAttribution> units =
        means.stream()
            .map(
                unit ->
                    unit.withConverged(
                        unit.converged()
                            && Math.abs(unit.delta().orElse(0)) <= tolerance * largest))
            .toList();
    return new MeasuredAttribution(
        input,
        units,
        new MeasuredAttribution.Whole(
            full, OptionalDouble.of(empty), largest, counts, Guarantee.PARTS));
  }

  private static double largest(List<UnitAttribution> units, List<RowSet> among) {
    return units.stream()
        .filter(unit -> among.contains(unit.rows()))
        .mapToDouble(unit -> Math.abs(unit.ends().orElseThrow().mean()))
        .max()
        .orElse(0);
  }

  /** Of the second end all signs are reversed. */
  private static UnitAttribution mean(
      UnitAttribution inText, double full, UnitAttribution alone, double empty) {
    double masked = inText.fMasked().orElseThrow();
    var ends = new BothEnds(full - masked, alone.fMasked().orElseThrow() - empty);
    return new UnitAttribution(
        inText.rows(),
        half(inText.raw(), alone.raw()),
        IntStream.range(0, inText.shares().size())
            .mapToObj(k -> half(inText.shares().get(k), alone.shares().get(k)))
            .toList(),
        inText.features().map(features -> half(features, alone.features().orElseThrow())),
        inText.fMasked(),
        OptionalDouble.of(half(inText.delta().orElseThrow(), alone.delta().orElseThrow())),
        inText.nodes() + alone.nodes(),
        inText.converged() && alone.converged(),
        Optional.of(ends),
        OptionalDouble.empty());
  }

  private static double half(double inText, double reversed) {
    return (inText - reversed) / 2;
  }

  private static Tensor half(Tensor inText, Tensor reversed) {
    float[] means = new float[inText.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) half(inText.getFlat(i), reversed.getFlat(i));
    }
    return Tensor.wrap(means, 0, inText.shape());
  }
}
