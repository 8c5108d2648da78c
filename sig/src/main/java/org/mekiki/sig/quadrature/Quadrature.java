package org.mekiki.sig.quadrature;

import java.util.Arrays;

/** Nodes and weights of a rule for ∫₀¹ g(α) dα ≈ Σ w_k g(α_k). */
public final class Quadrature {
  private final double[] nodes;
  private final double[] weights;

  private Quadrature(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * A rule with n nodes.
   *
   * @param rule which rule
   * @param n the number of nodes: at least 1, for trapezoids 2, for Gauss–Kronrod odd and at least
   *     3
   * @return nodes and weights on [0, 1]
   * @throws IllegalArgumentException if the rule has no form with n nodes
   */
  public static Quadrature of(QuadratureRule rule, int n) {
    require(rule, n);
    return switch (rule) {
      case GAUSS_LEGENDRE -> gauss(GaussRules.legendre(n));
      case GAUSS_KRONROD -> gauss(GaussRules.kronrod((n - 1) / 2));
      case RIEMANN_LEFT -> uniform(n, 0, n, 1.0 / n, false);
      case RIEMANN_RIGHT -> uniform(n, 1, n, 1.0 / n, false);
      case RIEMANN_MIDDLE -> uniform(n, 0.5, n, 1.0 / n, false);
      case RIEMANN_TRAPEZOID -> uniform(n, 0, n - 1, 1.0 / n, true);
      case TRAPEZOID -> uniform(n, 0, n - 1, 1.0 / (n - 1), true);
    };
  }

  /**
   * Refuses a number of nodes, without computing any.
   *
   * @throws IllegalArgumentException if the rule has no form with n nodes
   */
  static void require(QuadratureRule rule, int n) {
    int least =
        switch (rule) {
          case RIEMANN_TRAPEZOID, TRAPEZOID -> 2;
          case GAUSS_KRONROD -> 3;
          case GAUSS_LEGENDRE, RIEMANN_LEFT, RIEMANN_RIGHT, RIEMANN_MIDDLE -> 1;
        };
    if (n < least) {
      throw new IllegalArgumentException(
          "quadrature %s needs at least %d steps, got %d".formatted(rule.label(), least, n));
    }
    if (rule == QuadratureRule.GAUSS_KRONROD && n % 2 == 0) {
      throw new IllegalArgumentException(
          "quadrature gauss-kronrod needs an odd number of steps, such as %d or %d"
              .formatted(n - 1, n + 1));
    }
  }

  /** Nodes (k + shift)/divisor with one weight, half of it at the ends if asked. */
  private static Quadrature uniform(
      int n, double shift, int divisor, double weight, boolean halfEnds) {
    double[] nodes = new double[n];
    double[] weights = new double[n];
    Arrays.fill(weights, weight);
    for (int k = 0; k < n; k++) {
      nodes[k] = (k + shift) / divisor;
    }
    if (halfEnds) {
      weights[0] /= 2;
      weights[n - 1] /= 2;
    }
    return new Quadrature(nodes, weights);
  }

  /** From [−1, 1] to [0, 1]. */
  private static Quadrature gauss(GaussRules.Rule rule) {
    int n = rule.nodes().length;
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int k = 0; k < n; k++) {
      nodes[k] = (1 + rule.nodes()[k]) / 2;
      weights[k] = rule.weights()[k] / 2;
    }
    return new Quadrature(nodes, weights);
  }

  /** {@return the number of nodes} */
  public int size() {
    return nodes.length;
  }

  /**
   * {@return α_k, in [0, 1]}
   *
   * @param k number of the node, 0 to {@link #size} − 1
   */
  public double node(int k) {
    return nodes[k];
  }

  /**
   * {@return w_k; those of all nodes sum to 1, except with {@link
   * QuadratureRule#RIEMANN_TRAPEZOID}}
   *
   * @param k number of the node, 0 to {@link #size} − 1
   */
  public double weight(int k) {
    return weights[k];
  }
}
