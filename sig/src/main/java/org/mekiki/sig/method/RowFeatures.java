package org.mekiki.sig.method;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.MeasuredAttribution;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.attribution.Vectors;

/**
 * Scores of all features of all rows that move, from which a unit has the sum over its rows.
 *
 * @param input rows and units
 * @param features of the rows that move, row after row
 */
public record RowFeatures(AttributionInput input, double[] features) {
  /** What single precision leaves uncertain of a sum, as a share of the sum of absolute terms. */
  private static final double ROUNDING = 1e-5;

  /**
   * The attribution made of these.
   *
   * @param whole what the units have in common
   * @param nodes gradients evaluated
   * @param converged whether the errors are within the tolerance
   * @return a sum over its rows for every unit
   */
  public Attribution attribution(MeasuredAttribution.Whole whole, int nodes, boolean converged) {
    List<UnitAttribution> units =
        input.units().stream().map(unit -> unit(unit, nodes, converged)).toList();
    return new MeasuredAttribution(input, units, whole);
  }

  /** The same of a method that has no tolerance of its own. */
  Attribution attribution(
      double fInput, OptionalDouble fBaseline, PassCounts counts, Guarantee guarantee, int nodes) {
    var scores = new UnitScores(input, unit -> Vectors.sum(of(unit)));
    MeasuredAttribution.Whole whole = scores.whole(fInput, fBaseline, counts, guarantee);
    return attribution(whole, nodes, scores.addsUp(whole));
  }

  /** Scores that are the Euclidean lengths of the features of a unit's rows together. */
  Attribution attributionOfNorms(double fInput, PassCounts counts, Guarantee guarantee) {
    return new UnitScores(input, this::norm)
        .attribution(fInput, OptionalDouble.empty(), counts, guarantee);
  }

  private double norm(RowSet unit) {
    double[] part = of(unit);
    return Vectors.norm(part, 0, part.length);
  }

  /** The same as sums, but that a row whose sum is lost in the rounding of its terms has 0. */
  Attribution attributionOfCertainSums(double fInput, PassCounts counts, Guarantee guarantee) {
    List<UnitAttribution> units =
        input.units().stream().map(unit -> unit(unit, 1, true).withShares(certain(unit))).toList();
    var scores = new UnitScores(input, unit -> certain(unit).stream().mapToDouble(s -> s).sum());
    return new MeasuredAttribution(
        input, units, scores.whole(fInput, OptionalDouble.empty(), counts, guarantee));
  }

  /** The sum over each row of a unit. */
  private List<Double> certain(RowSet unit) {
    return IntStream.range(0, unit.size())
        .mapToObj(
            k -> {
              double[] row = of(RowSet.of(unit.row(k)));
              double sum = Vectors.sum(row);
              double size = Arrays.stream(row).map(Math::abs).sum();
              return Math.abs(sum) <= ROUNDING * size ? 0 : sum;
            })
        .toList();
  }

  private UnitAttribution unit(RowSet unit, int nodes, boolean converged) {
    return UnitAttribution.of(
        unit, of(unit), OptionalDouble.empty(), OptionalDouble.empty(), nodes, converged);
  }

  /** The features of some of the rows. */
  double[] of(RowSet unit) {
    RowSet all = RowSet.of(input.moving());
    int width = input.width();
    double[] part = new double[unit.size() * width];
    for (int k = 0; k < unit.size(); k++) {
      System.arraycopy(features, all.position(unit.row(k)) * width, part, k * width, width);
    }
    return part;
  }
}
