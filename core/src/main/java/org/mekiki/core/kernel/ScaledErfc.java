package org.mekiki.core.kernel;

/**
 * w(x) = e^(x²) erfc(x) for 0 ≤ x &lt; {@link #END}, by Taylor polynomials about a grid.
 *
 * <p>The derivatives follow from w′ = 2x w − 2/√π (A&amp;S 7.1.19): w⁽ⁿ⁺¹⁾ = 2x w⁽ⁿ⁾ + 2n w⁽ⁿ⁻¹⁾.
 * Within half a step of 1/16 the first term that is left out is below 10⁻¹⁷ of w.
 */
final class ScaledErfc {
  /** Where the grid ends. */
  static final double END = 9;

  private static final int STEPS_A_UNIT = 16;
  private static final int TERMS = 10;
  private static final double[] COEFFICIENTS = coefficients();

  private ScaledErfc() {}

  static double at(double x) {
    int point = (int) (x * STEPS_A_UNIT + 0.5);
    double t = x - (double) point / STEPS_A_UNIT;
    int first = point * TERMS;
    double sum = COEFFICIENTS[first + TERMS - 1];
    for (int n = TERMS - 2; n >= 0; n--) {
      sum = sum * t + COEFFICIENTS[first + n];
    }
    return sum;
  }

  private static double[] coefficients() {
    int points = (int) (END * STEPS_A_UNIT) + 1;
    double[] all = new double[points * TERMS];
    for (int point = 0; point < points; point++) {
      double x = (double) point / STEPS_A_UNIT;
      double before = Math.exp(x * x) * NormalDistribution.erfcByDefinition(x);
      double derivative = 2 * x * before - 2 / Math.sqrt(Math.PI);
      double factorial = 1;
      all[point * TERMS] = before;
      for (int n = 1; n < TERMS; n++) {
        factorial *= n;
        all[point * TERMS + n] = derivative / factorial;
        double next = 2 * x * derivative + 2 * n * before;
        before = derivative;
        derivative = next;
      }
    }
    return all;
  }
}
