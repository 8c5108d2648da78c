package org.mekiki.sig.statistics;

/** Student's t distribution. */
public final class StudentT {
  private StudentT() {}

  /**
   * {@return the probability P(|T| ≥ |t|)}
   *
   * @param t the statistic
   * @param freedom degrees of freedom, above 0 and possibly no integer
   */
  public static double twoSided(double t, double freedom) {
    // ν / (ν + T²) is beta distributed; the tail itself is computed, so that it keeps its digits.
    return IncompleteBeta.of(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /**
   * {@return the t with P(|T| ≤ t) = confidence}
   *
   * @param confidence such as 0.95
   * @param freedom degrees of freedom, above 0 and possibly no integer
   */
  public static double twoSidedQuantile(double confidence, double freedom) {
    double x = IncompleteBeta.quantile(1 - confidence, freedom / 2, 0.5);
    return Math.sqrt(freedom * (1 - x) / x);
  }
}
