package org.mekiki.sig.quadrature;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** What nested quadrature rules are computed with; polynomials on [−1, 1]. */
final class Polynomials {
  /** Intervals in which a change of sign is looked for; denser towards the ends, as roots are. */
  private static final int GRID = 4096;

  private Polynomials() {}

  /** P_n(t). */
  static double legendre(int n, double t) {
    double previous = 0;
    double value = 1;
    for (int j = 1; j <= n; j++) {
      double next = ((2 * j - 1) * t * value - (j - 1) * previous) / j;
      previous = value;
      value = next;
    }
    return value;
  }

  /**
   * The roots of a polynomial that has exactly {@code count} simple ones in (−1, 1), ascending, to
   * the last bit.
   */
  static double[] roots(DoubleUnaryOperator polynomial, int count) {
    double[] roots = new double[count];
    int found = 0;
    double from = -1;
    for (int i = 1; i < GRID; i++) {
      double to = -Math.cos(Math.PI * (i + 0.25) / (GRID + 0.5));
      if (polynomial.applyAsDouble(from) < 0 != polynomial.applyAsDouble(to) < 0) {
        if (found == count) {
          throw new IllegalStateException("more than " + count + " roots");
        }
        roots[found++] = bisect(polynomial, from, to);
      }
      from = to;
    }
    if (found < count) {
      throw new IllegalStateException("only %d of %d roots are inside".formatted(found, count));
    }
    return roots;
  }

  private static double bisect(DoubleUnaryOperator polynomial, double from, double to) {
    double low = from;
    double high = to;
    boolean negative = polynomial.applyAsDouble(low) < 0;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (polynomial.applyAsDouble(middle) < 0 == negative) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** Solves a linear system by elimination with row exchanges; both arguments are overwritten. */
  static double[] solve(double[][] system, double[] right) {
    int n = right.length;
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int row = column + 1; row < n; row++) {
        best = Math.abs(system[row][column]) > Math.abs(system[best][column]) ? row : best;
      }
      double[] pivot = system[best];
      system[best] = system[column];
      system[column] = pivot;
      double value = right[best];
      right[best] = right[column];
      right[column] = value;
      for (int row = column + 1; row < n; row++) {
        double factor = system[row][column] / pivot[column];
        for (int j = column; j < n; j++) {
          system[row][j] -= factor * pivot[j];
        }
        right[row] -= factor * value;
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int j = row + 1; j < n; j++) {
        right[row] -= system[row][j] * right[j];
      }
      right[row] /= system[row][row];
    }
    return right;
  }

  static double[] concat(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  static double[] append(double[] values, double last) {
    return concat(values, new double[] {last});
  }
}
