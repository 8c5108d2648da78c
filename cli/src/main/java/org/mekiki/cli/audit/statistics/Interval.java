package org.mekiki.cli.audit.statistics;

import org.mekiki.sig.statistics.IncompleteBeta;
import org.mekiki.sig.statistics.StudentT;

/**
 * A confidence interval.
 *
 * @param low lower end, NaN where there is none
 * @param high upper end, NaN where there is none
 */
public record Interval(double low, double high) {
  /** Too little is known for an interval. */
  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /**
   * Of a mean, by Student's t: mean ± t(n − 1) · s / √n. Unknown of fewer than two numbers.
   *
   * @param moments the numbers
   * @param confidence such as 0.95
   * @return the interval about their mean
   */
  public static Interval ofMean(Moments moments, double confidence) {
    if (moments.count() < 2) {
      return UNKNOWN;
    }
    double error = Math.sqrt(moments.variance() / moments.count());
    double half = StudentT.twoSidedQuantile(confidence, moments.count() - 1.0) * error;
    return new Interval(moments.mean() - half, moments.mean() + half);
  }

  /**
   * Of a proportion, exact (Clopper and Pearson 1934): the proportions under which what was found,
   * or more of it, is not too improbable. Unknown of no trial.
   *
   * @param successes how often it was found
   * @param trials how often it was looked for
   * @param confidence such as 0.95
   * @return an interval within [0, 1]
   */
  public static Interval ofProportion(long successes, long trials, double confidence) {
    if (trials == 0) {
      return UNKNOWN;
    }
    double tail = (1 - confidence) / 2;
    double failures = (double) trials - successes;
    double low =
        successes == 0 ? 0 : IncompleteBeta.quantile(tail, (double) successes, failures + 1);
    double high = failures == 0 ? 1 : IncompleteBeta.quantile(1 - tail, successes + 1.0, failures);
    return new Interval(low, high);
  }

  /** {@return whether the interval is known and 0 lies outside} */
  public boolean isClear() {
    return low > 0 || high < 0;
  }

  /**
   * How far the interval is surely away from 0, with the sign of the side on which it lies; 0 where
   * it holds 0 or is unknown.
   *
   * @return that distance, in the units of the ends
   */
  public double sureDistance() {
    return low > 0 ? low : high < 0 ? high : 0;
  }
}
