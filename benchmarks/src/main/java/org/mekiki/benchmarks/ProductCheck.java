package org.mekiki.benchmarks;

/** Compares elements of a product with the same sums in double precision. */
final class ProductCheck {
  private ProductCheck() {}

  /** Throws if an element is off by more than k · 2⁻²³ · Σ|x||w|; every 997th is looked at. */
  static void check(ProductShape s, float[] x, float[] w, float[] y) {
    for (long i = 0; i < (long) s.m() * s.n(); i += 997) {
      int row = (int) (i / s.n());
      int column = (int) (i % s.n());
      double exact = 0;
      double magnitude = 0;
      for (int p = 0; p < s.k(); p++) {
        double term = (double) x[row * s.k() + p] * w[p * s.n() + column];
        exact += term;
        magnitude += Math.abs(term);
      }
      double error = Math.abs(y[(int) i] - exact);
      Expect.that(
          error <= s.k() * 0x1p-23 * magnitude,
          "the product is wrong at row %d, column %d: %s instead of %s"
              .formatted(row, column, y[(int) i], exact));
    }
  }
}
