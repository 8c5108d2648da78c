package org.mekiki.sig.statistics;

/**
 * The regularised incomplete beta function I(x; a, b), the distribution function of a beta
 * variable: NIST Digital Library of Mathematical Functions 8.17, by the continued fraction 8.17.22
 * evaluated with Lentz's method.
 */
public final class IncompleteBeta {
  private static final int MOST_TERMS = 100_000;
  private static final double TINY = 1e-300;
  private static final double ENOUGH = 1e-15;

  private IncompleteBeta() {}

  /**
   * {@return I(x; a, b)}
   *
   * @param x 0 to 1
   * @param a above 0
   * @param b above 0
   */
  public static double of(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    // The fraction converges fast on this side of the mean; the other side is its mirror.
    boolean mirrored = x > (a + 1) / (a + b + 2);
    double value = mirrored ? tail(1 - x, b, a) : tail(x, a, b);
    return mirrored ? 1 - value : value;
  }

  private static double tail(double x, double a, double b) {
    double front =
        Math.exp(
            LogGamma.of(a + b)
                - LogGamma.of(a)
                - LogGamma.of(b)
                + a * Math.log(x)
                + b * Math.log1p(-x));
    return front / (a * fraction(x, a, b));
  }

  /** 1 + d1 / (1 + d2 / (1 + ...)). */
  private static double fraction(double x, double a, double b) {
    double value = 1;
    double numerator = 1;
    double denominator = 0;
    for (int n = 1; n <= MOST_TERMS; n++) {
      double term = term(n, x, a, b);
      denominator = 1 / nonZero(1 + term * denominator);
      numerator = nonZero(1 + term / numerator);
      double change = numerator * denominator;
      value *= change;
      if (Math.abs(change - 1) < ENOUGH) {
        return value;
      }
    }
    return value;
  }

  private static double term(int n, double x, double a, double b) {
    double m = Math.floorDiv(n, 2);
    return n % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /**
   * {@return the x with I(x; a, b) = p, by bisection to the last bit}
   *
   * @param p 0 to 1
   * @param a above 0
   * @param b above 0
   */
  public static double quantile(double p, double a, double b) {
    double low = 0;
    double high = 1;
    while (true) {
      double middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (of(middle, a, b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
