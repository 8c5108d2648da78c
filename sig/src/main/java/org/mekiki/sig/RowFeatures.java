package org.mekiki.sig;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Scores of all features of all rows that move, from which a unit has the sum over its rows.
 *
 * @param input rows and units
 * @param features of the rows that move, row after row
 */
record RowFeatures(AttributionInput input, double[] features) {
  /** The attribution made of these. */
  Attribution attribution(MeasuredAttribution.Whole whole, int nodes, boolean converged) {
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
