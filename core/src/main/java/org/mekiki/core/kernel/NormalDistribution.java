package org.mekiki.core.kernel;

/** The error function and the standard normal distribution in double precision. */
final class NormalDistribution {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  /** Below it the series is used, above it the continued fraction: both converge well there. */
  private static final double SERIES_LIMIT = 2.5;

  private NormalDistribution() {}

  /** erf(x), relatively accurate to about 1e-15. */
  static double erf(double x) {
    double magnitude = Math.abs(x);
    double value = magnitude < SERIES_LIMIT ? erfSeries(magnitude) : 1 - erfcFraction(magnitude);
    return Double.isNaN(x) ? x : Math.copySign(value, x);
  }

  /** 1 − erf(x), relatively accurate also where erf is near 1. */
  static double erfc(double x) {
    double magnitude = Math.abs(x);
    if (!(magnitude < ScaledErfc.END)) {
      return erfcByDefinition(x);
    }
    double tail = Math.exp(-x * x) * ScaledErfc.at(magnitude);
    return x < 0 ? 2 - tail : tail;
  }

  /** The same by the series and the continued fraction, which take five times as long. */
  static double erfcByDefinition(double x) {
    if (x >= SERIES_LIMIT) {
      return erfcFraction(x);
    }
    return x <= -SERIES_LIMIT ? 2 - erfcFraction(-x) : 1 - Math.copySign(erfSeries(Math.abs(x)), x);
  }

  /** Φ(x), the probability of a value below x. */
  static double cdf(double x) {
    return 0.5 * erfc(-x / Math.sqrt(2));
  }

  /** φ(x). */
  static double density(double x) {
    return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /** erf(x) = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, all terms positive (A&amp;S 7.1.6). */
  private static double erfSeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
  }

  /** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), evaluated from a fixed depth. */
  private static double erfcFraction(double x) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    double tail = x;
    for (int n = 60; n >= 1; n--) {
      tail = x + 0.5 * n / tail;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
  }
}
