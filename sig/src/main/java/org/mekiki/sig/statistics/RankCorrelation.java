package org.mekiki.sig.statistics;

import java.util.Arrays;
import java.util.Comparator;

/** Spearman's rank correlation; equal values share the mean of their ranks. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Between two lists of one length.
   *
   * @param a one list
   * @param b the other, of the same length
   * @return −1 to 1; NaN where all values of a list are equal, or there are fewer than two
   */
  public static double of(double[] a, double[] b) {
    return pearson(ranks(a), ranks(b));
  }

  /**
   * Of the absolute values: how much the methods agree on what matters, whatever its sign.
   *
   * @param a one list
   * @param b the other, of the same length
   * @return −1 to 1; NaN as {@link #of}
   */
  public static double ofSizes(double[] a, double[] b) {
    return of(Arrays.stream(a).map(Math::abs).toArray(), Arrays.stream(b).map(Math::abs).toArray());
  }

  static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int first = 0; first < order.length; ) {
      int last = first;
      while (last + 1 < order.length && values[order[last + 1]] == values[order[first]]) {
        last++;
      }
      for (int i = first; i <= last; i++) {
        ranks[order[i]] = (first + last) / 2.0;
      }
      first = last + 1;
    }
    return ranks;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).sum() / a.length;
    double meanB = Arrays.stream(b).sum() / b.length;
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - meanA) * (b[i] - meanB);
      squareA += (a[i] - meanA) * (a[i] - meanA);
      squareB += (b[i] - meanB) * (b[i] - meanB);
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
