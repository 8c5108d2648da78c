package org.mekiki.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.BothEnds;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.UnitAttribution;

/**
 * The mean of attributions from several baselines. What each promises of its scores, their mean
 * keeps towards the mean of F at the baselines. The mean of their margins is one of the mean score:
 * the baselines may share random choices, so that nothing smaller is known.
 */
final class BaselineMean {
  private final AttributionInput input;
  private final List<Attribution> each;

  /**
   * A mean.
   *
   * @param input with the units that were attributed
   * @param each one a baseline
   */
  BaselineMean(AttributionInput input, List<Attribution> each) {
    this.input = input;
    this.each = each;
  }

  Attribution attribution() {
    if (each.size() == 1) {
      return each.getFirst();
    }
    var whole =
        new MeasuredAttribution.Whole(
            each.getFirst().fInput(),
            meanOf(each, Attribution::fBaseline),
            mean(each, Attribution::largestScore),
            each.stream().map(Attribution::counts).reduce(PassCounts.NONE, PassCounts::plus),
            each.getFirst().guarantee());
    AttributionInput scored = input.withOnly(explained());
    return new MeasuredAttribution(scored, scored.units().stream().map(this::unit).toList(), whole);
  }

  /** The words that every attribution has: a limit of time may have ended some of them earlier. */
  private List<RowSet> explained() {
    return input.words().stream()
        .filter(word -> each.stream().allMatch(one -> one.explains(word)))
        .toList();
  }

  private UnitAttribution unit(RowSet rows) {
    List<UnitAttribution> units = each.stream().map(one -> one.unit(rows)).toList();
    var shares = new ArrayList<Double>();
    for (int k = 0; k < units.getFirst().shares().size(); k++) {
      int row = k;
      shares.add(mean(units, unit -> unit.shares().get(row)));
    }
    return new UnitAttribution(
        rows,
        mean(units, UnitAttribution::raw),
        shares,
        features(units),
        meanOf(units, UnitAttribution::fMasked),
        meanOf(units, UnitAttribution::delta),
        units.stream().mapToInt(UnitAttribution::nodes).sum(),
        units.stream().allMatch(UnitAttribution::converged),
        ends(units),
        meanOf(units, UnitAttribution::margin));
  }

  private static Optional<BothEnds> ends(List<UnitAttribution> units) {
    List<BothEnds> ends = units.stream().flatMap(unit -> unit.ends().stream()).toList();
    return ends.isEmpty()
        ? Optional.empty()
        : Optional.of(new BothEnds(mean(ends, BothEnds::inText), mean(ends, BothEnds::alone)));
  }

  private static Optional<Tensor> features(List<UnitAttribution> units) {
    if (units.stream().anyMatch(unit -> unit.features().isEmpty())) {
      return Optional.empty();
    }
    List<Tensor> features = units.stream().map(unit -> unit.features().orElseThrow()).toList();
    float[] means = new float[features.getFirst().size()];
    for (int i = 0; i < means.length; i++) {
      int feature = i;
      means[i] = (float) mean(features, tensor -> tensor.getFlat(feature));
    }
    return Optional.of(Tensor.wrap(means, 0, features.getFirst().shape()));
  }

  private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().mapToDouble(value).average().orElseThrow();
  }

  private static <T> OptionalDouble meanOf(List<T> of, Function<T, OptionalDouble> value) {
    return of.stream().flatMapToDouble(one -> value.apply(one).stream()).average();
  }
}
