package org.mekiki.cli.audit.statistics;

/** Student's t distribution. */
final class StudentT {
  private StudentT() {}

  /** P(|T| ≥ |t|) with {@code freedom} degrees of freedom, above 0 and possibly no integer. */
  static double twoSided(double t, double freedom) {
    // ν / (ν + T²) is beta distributed; the tail itself is computed, so that it keeps its digits.
    return IncompleteBeta.of(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /** The t with P(|T| ≤ t) = confidence. */
  static double twoSidedQuantile(double confidence, double freedom) {
    double x = IncompleteBeta.quantile(1 - confidence, freedom / 2, 0.5);
    return Math.sqrt(freedom * (1 - x) / x);
  }
}
