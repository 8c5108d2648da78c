package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.sig.attribution.RowSet;

/**
 * Deletion and insertion curves (Petsiuk et al. 2018): the probability while tokens are masked, or
 * unmasked, one after the other.
 *
 * @param deletion probability with the first 0, 1, … n tokens of the order masked
 * @param insertion probability with all but the first 0, 1, … n tokens of the order masked
 */
record Curves(double[] deletion, double[] insertion) {
  /** Points of a curve that texts of any length have in common: 0, 5, … 100 % of the tokens. */
  static final int POINTS = 21;

  /** The sets whose answers the curves need. */
  static List<RowSet> sets(Ranking ranking) {
    var sets = new ArrayList<RowSet>();
    for (int count = 0; count <= ranking.size(); count++) {
      sets.add(ranking.top(count));
      sets.add(ranking.rest(count));
    }
    return sets;
  }

  static Curves of(TextUnderTest text, Ranking ranking) {
    double[] deletion = new double[ranking.size() + 1];
    double[] insertion = new double[ranking.size() + 1];
    for (int count = 0; count <= ranking.size(); count++) {
      deletion[count] = text.masked(ranking.top(count));
      insertion[count] = text.masked(ranking.rest(count));
    }
    return new Curves(deletion, insertion);
  }

  /** The area under a curve over the share of the tokens, by the trapezoid rule. */
  static double area(double[] curve) {
    double sum = 0;
    for (int i = 1; i < curve.length; i++) {
      sum += (curve[i - 1] + curve[i]) / 2;
    }
    return sum / (curve.length - 1);
  }

  /** A curve at the common points, with straight lines between its own. */
  static double[] resampled(double[] curve) {
    double[] points = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double at = (double) i * (curve.length - 1) / (POINTS - 1);
      int left = Math.min((int) at, curve.length - 2);
      points[i] = curve[left] + (at - left) * (curve[left + 1] - curve[left]);
    }
    return points;
  }
}
