package org.mekiki.sig.quadrature;

import java.util.Arrays;
import org.mekiki.core.runtime.Interruption;

/**
 * The symmetric tridiagonal matrix whose eigenvalues are the Kronrod nodes (Laurie, "Calculation of
 * Gauss–Kronrod quadrature rules", 1997), for the Legendre weight, whose diagonal is zero.
 */
final class JacobiKronrod {
  private JacobiKronrod() {}

  /** b_1 … b_2g: squares of the off-diagonal of the matrix of order 2g + 1. */
  static double[] offDiagonalSquares(int g) {
    int n = g;
    double[] b = new double[2 * n + 1];
    int known = (int) Math.ceil(3 * n / 2.0);
    b[0] = 2;
    for (int k = 1; k <= known; k++) {
      b[k] = 1 / (4 - 1.0 / ((double) k * k));
    }
    double[] s = new double[n / 2 + 2];
    double[] t = new double[n / 2 + 2];
    t[1] = b[n + 1];
    for (int m = 0; m <= n - 2; m++) {
      Interruption.checkCaller();
      double u = 0;
      for (int k = (m + 1) / 2; k >= 0; k--) {
        int l = m - k;
        u += b[k + n + 1] * s[k] - b[l] * s[k + 1];
        s[k + 1] = u;
      }
      double[] swap = s;
      s = t;
      t = swap;
    }
    for (int j = n / 2; j >= 0; j--) {
      s[j + 1] = s[j];
    }
    for (int m = n - 1; m <= 2 * n - 3; m++) {
      Interruption.checkCaller();
      double u = 0;
      int j = 0;
      for (int k = m + 1 - n; k <= (m - 1) / 2; k++) {
        int l = m - k;
        j = n - 1 - l;
        u += -b[k + n + 1] * s[j + 1] + b[l] * s[j + 2];
        s[j + 1] = u;
      }
      if (m % 2 != 0) {
        int k = (m + 1) / 2;
        b[k + n + 1] = s[j + 1] / s[j + 2];
      }
      double[] swap = s;
      s = t;
      t = swap;
    }
    return Arrays.copyOfRange(b, 1, 2 * n + 1);
  }

  /** Nodes and weights of the rule whose Jacobi matrix has a zero diagonal and these squares. */
  static GaussRules.Rule rule(double[] squares) {
    int n = squares.length + 1;
    double[] diagonal = new double[n];
    double[] off = new double[n];
    double[] first = new double[n];
    first[0] = 1;
    for (int i = 0; i < squares.length; i++) {
      off[i] = Math.sqrt(squares[i]);
    }
    for (int l = 0; l < n; l++) {
      deflate(l, diagonal, off, first);
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(diagonal[i], diagonal[j]));
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      nodes[k] = diagonal[order[k]];
      weights[k] = 2 * first[order[k]] * first[order[k]];
    }
    return new GaussRules.Rule(nodes, weights);
  }

  /** Implicit QL steps until eigenvalue l stands alone (Golub and Welsch 1969). */
  private static void deflate(int l, double[] d, double[] e, double[] z) {
    int n = d.length;
    while (true) {
      Interruption.checkCaller();
      int m = l;
      while (m < n - 1 && Math.abs(e[m]) > 1e-17 * (Math.abs(d[m]) + Math.abs(d[m + 1]) + 1e-300)) {
        m++;
      }
      if (m == l) {
        return;
      }
      double g = (d[l + 1] - d[l]) / (2 * e[l]);
      double r = Math.hypot(g, 1);
      g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
      double s = 1;
      double c = 1;
      double p = 0;
      int i = m - 1;
      for (; i >= l; i--) {
        double f = s * e[i];
        double b = c * e[i];
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r == 0) {
          d[i + 1] -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        f = z[i + 1];
        z[i + 1] = s * z[i] + c * f;
        z[i] = c * z[i] - s * f;
      }
      if (i >= l) {
        continue;
      }
      d[l] -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
}
