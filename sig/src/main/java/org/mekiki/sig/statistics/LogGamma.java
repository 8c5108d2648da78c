package org.mekiki.sig.statistics;

/** The logarithm of the gamma function. */
public final class LogGamma {
  /** From here on Stirling's series with these terms is exact to the last digits. */
  private static final double LARGE = 15;

  /** B(2k) / (2k (2k − 1)) of Stirling's series, B the Bernoulli numbers. */
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private LogGamma() {}

  /**
   * {@return ln Γ(x)}
   *
   * @param x above 0
   */
  public static double of(double x) {
    double shift = 0;
    double at = x;
    while (at < LARGE) {
      // Γ(x) = Γ(x + 1) / x
      shift -= Math.log(at);
      at++;
    }
    double sum = (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI);
    double power = at;
    for (double factor : STIRLING) {
      sum += factor / power;
      power *= at * at;
    }
    return sum + shift;
  }

  /**
   * {@return the logarithm of "n choose k"}
   *
   * @param n of so many, 0 or more
   * @param k so many, 0 to n
   */
  public static double ofBinomial(long n, long k) {
    return of(n + 1.0) - of(k + 1.0) - of(n - k + 1.0);
  }
}
