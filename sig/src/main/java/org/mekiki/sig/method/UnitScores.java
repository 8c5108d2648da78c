package org.mekiki.sig.method;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.quadrature.Adaptive;

/**
 * Scores of units as wholes.
 *
 * @param input rows and units
 * @param score of each unit
 */
record UnitScores(AttributionInput input, ToDoubleFunction<RowSet> score) {
  /** The attribution made of these. */
  Attribution attribution(
      double fInput, OptionalDouble fBaseline, PassCounts counts, Guarantee guarantee) {
    MeasuredAttribution.Whole whole = whole(fInput, fBaseline, counts, guarantee);
    boolean converged = addsUp(whole);
    List<UnitAttribution> units =
        input.units().stream()
            .map(unit -> UnitAttribution.of(unit, score.applyAsDouble(unit), converged))
            .toList();
    return new MeasuredAttribution(input, units, whole);
  }

  MeasuredAttribution.Whole whole(
      double fInput, OptionalDouble fBaseline, PassCounts counts, Guarantee guarantee) {
    return new MeasuredAttribution.Whole(
        fInput,
        fBaseline,
        Math.min(largest(input.singles()), largest(input.words())),
        counts,
        guarantee);
  }

  /**
   * Whether the scores of the words are near the sum that was promised, where one was: within the
   * part of the largest score that integration keeps to unless asked otherwise.
   */
  boolean addsUp(MeasuredAttribution.Whole whole) {
    if (whole.fBaseline().isEmpty()) {
      return true;
    }
    double sum = input.words().stream().mapToDouble(score).sum();
    double residual = sum - (whole.fInput() - whole.fBaseline().getAsDouble());
    return Math.abs(residual) <= Adaptive.DEFAULT.tolerance() * whole.largestScore();
  }

  private double largest(List<RowSet> units) {
    return units.stream().mapToDouble(unit -> Math.abs(score.applyAsDouble(unit))).max().orElse(0);
  }
}
