package org.mekiki.sig.quadrature;

import org.mekiki.core.runtime.Interruption;

/** Gauss rules on [−1, 1], computed; nodes ascending. */
final class GaussRules {
  private static final int MAX_ITERATIONS = 100;

  private GaussRules() {}

  /** Nodes and weights. */
  record Rule(double[] nodes, double[] weights) {}

  /** Roots of P_n by Newton's method; weights 2 / ((1 − t²) P′_n(t)²). */
  static Rule legendre(int n) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int k = 0; k < (n + 1) / 2; k++) {
      Interruption.checkCaller();
      double t = Math.cos(Math.PI * (k + 0.75) / (n + 0.5));
      double derivative = 0;
      for (int i = 0; i < MAX_ITERATIONS; i++) {
        double previous = 1;
        double value = t;
        for (int j = 2; j <= n; j++) {
          double next = ((2 * j - 1) * t * value - (j - 1) * previous) / j;
          previous = value;
          value = next;
        }
        derivative = n * (t * value - previous) / (t * t - 1);
        double step = value / derivative;
        t -= step;
        if (Math.abs(step) < 1e-16) {
          break;
        }
      }
      boolean center = 2 * k + 1 == n;
      t = center ? 0 : t;
      double weight = 2 / ((1 - t * t) * derivative * derivative);
      nodes[k] = -t;
      weights[k] = weight;
      nodes[n - 1 - k] = t;
      weights[n - 1 - k] = weight;
    }
    return new Rule(nodes, weights);
  }

  /**
   * The Kronrod extension of the g-point Gauss rule: 2g + 1 nodes, exact to degree 3g + 1.
   *
   * <p>Eigenvalues of the Jacobi–Kronrod matrix (Laurie 1997); weights are twice the squares of the
   * eigenvectors' first components.
   */
  static Rule kronrod(int g) {
    double[] squares = JacobiKronrod.offDiagonalSquares(g);
    return JacobiKronrod.rule(squares);
  }
}
