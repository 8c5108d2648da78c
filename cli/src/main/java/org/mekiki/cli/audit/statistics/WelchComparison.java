package org.mekiki.cli.audit.statistics;

import org.mekiki.sig.statistics.StudentT;

/**
 * Whether two groups of numbers have the same mean, without assuming the same spread (Welch 1947).
 *
 * @param difference mean of the first minus mean of the second
 * @param error standard error of the difference
 * @param freedom degrees of freedom, by Welch and Satterthwaite
 * @param p two-sided probability of a difference as large, if the means were the same
 * @param effect Hedges' g: the difference in units of the pooled spread, corrected for small
 *     groups; NaN where nothing spreads
 */
public record WelchComparison(
    double difference, double error, double freedom, double p, double effect) {
  /** There are too few numbers for a test. */
  public static final WelchComparison UNKNOWN =
      new WelchComparison(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * Tests.
   *
   * @param a at least two numbers
   * @param b at least two numbers
   * @return what the test found
   * @throws IllegalArgumentException if a group has fewer than two numbers
   */
  public static WelchComparison of(Moments a, Moments b) {
    if (a.count() < 2 || b.count() < 2) {
      throw new IllegalArgumentException(
          "a test needs two numbers of each group at least, got %d and %d"
              .formatted(a.count(), b.count()));
    }
    double difference = a.mean() - b.mean();
    double ofA = a.variance() / a.count();
    double ofB = b.variance() / b.count();
    double square = ofA + ofB;
    if (square == 0) {
      // All numbers of a group are equal: another mean is certain, the same one too.
      double freedom = a.count() + b.count() - 2.0;
      return new WelchComparison(difference, 0, freedom, difference == 0 ? 1 : 0, Double.NaN);
    }
    double freedom = square * square / (ofA * ofA / (a.count() - 1) + ofB * ofB / (b.count() - 1));
    double error = Math.sqrt(square);
    return new WelchComparison(
        difference,
        error,
        freedom,
        StudentT.twoSided(difference / error, freedom),
        hedges(a, b, difference));
  }

  /** Hedges 1981, with the exact correction's usual approximation 1 − 3 / (4 ν − 1). */
  private static double hedges(Moments a, Moments b, double difference) {
    double freedom = a.count() + b.count() - 2.0;
    double pooled =
        Math.sqrt(((a.count() - 1) * a.variance() + (b.count() - 1) * b.variance()) / freedom);
    return difference / pooled * (1 - 3 / (4 * freedom - 1));
  }

  /** {@return whether there was a test} */
  public boolean isKnown() {
    return !Double.isNaN(p);
  }

  /**
   * {@return the confidence interval of the difference; unknown where there was no test}
   *
   * @param confidence such as 0.95
   */
  public Interval interval(double confidence) {
    if (!isKnown()) {
      return Interval.UNKNOWN;
    }
    double half = error == 0 ? 0 : StudentT.twoSidedQuantile(confidence, freedom) * error;
    return new Interval(difference - half, difference + half);
  }
}
