package org.mekiki.sig.quadrature;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Two nested rules on [0, 1] that both have a node at 1, computed.
 *
 * <p>The first is the Gauss–Radau rule with k inner nodes and degree 2k: the inner nodes are the
 * roots of (P_k − P_{k+1}) / (1 − t). The second adds k + 1 nodes, as Kronrod's extension of a
 * Gauss rule does: the roots of the polynomial of degree k + 1 that is orthogonal to all lower
 * powers with the first rule's node polynomial as weight. Both have positive weights for the k that
 * are used here, which the constructor checks.
 *
 * <p>See {@code docs/decisions/2026-11-24-adaptive-integration.md}.
 */
public final class RadauPair {
  private static final ConcurrentHashMap<Integer, RadauPair> KNOWN = new ConcurrentHashMap<>();

  private final double[] first;
  private final double[] firstWeights;
  private final double[] innerWeights;
  private final double[] added;
  private final double[] fullWeights;

  private RadauPair(int k) {
    double[] inner = Polynomials.roots(t -> radau(k, t), k);
    double[] withEnd = Polynomials.append(inner, 1);
    double[] extension = extension(withEnd, k + 1);
    double[] all = Polynomials.append(Polynomials.concat(inner, extension), 1);
    first = toUnit(inner);
    firstWeights = unitWeights(withEnd);
    innerWeights = unitWeights(inner);
    added = toUnit(extension);
    fullWeights = unitWeights(all);
    if (Arrays.stream(fullWeights).anyMatch(w -> w <= 0)) {
      throw new IllegalStateException("no extension with positive weights for k = " + k);
    }
  }

  /**
   * {@return the pair that begins with k inner nodes}
   *
   * @param k their number
   */
  public static RadauPair of(int k) {
    return KNOWN.computeIfAbsent(k, RadauPair::new);
  }

  /** {@return k, the number of inner nodes of the first rule} */
  public int size() {
    return first.length;
  }

  /**
   * {@return an inner node of the first rule}
   *
   * @param i number of the node, 0 to k − 1
   */
  public double first(int i) {
    return first[i];
  }

  /**
   * {@return the weight of an inner node in the first rule}
   *
   * @param i number of the node, 0 to k − 1; k for the node at 1
   */
  public double firstWeight(int i) {
    return firstWeights[i];
  }

  /**
   * {@return the weight of an inner node in the rule of degree k − 1 that does without the node at
   * 1}
   *
   * @param i number of the node, 0 to k − 1
   */
  public double innerWeight(int i) {
    return innerWeights[i];
  }

  /**
   * {@return a node that the second rule adds}
   *
   * @param i number of the node, 0 to k
   */
  public double added(int i) {
    return added[i];
  }

  /**
   * {@return the weight of a node in the second rule}
   *
   * @param i number of the node: the k first ones, the k + 1 added ones, then the node at 1
   */
  public double fullWeight(int i) {
    return fullWeights[i];
  }

  /** (P_k(t) − P_{k+1}(t)) / (1 − t). */
  private static double radau(int k, double t) {
    return (Polynomials.legendre(k, t) - Polynomials.legendre(k + 1, t)) / (1 - t);
  }

  /** Roots of E, of degree m, with ∫ N E q = 0 for all q of lower degree; N has the given roots. */
  private static double[] extension(double[] nodes, int m) {
    GaussRules.Rule exact = GaussRules.legendre(nodes.length + m);
    double[][] system = new double[m][m];
    double[] right = new double[m];
    for (int i = 0; i < exact.nodes().length; i++) {
      double t = exact.nodes()[i];
      double weight = exact.weights()[i];
      for (double node : nodes) {
        weight *= 2 * (t - node);
      }
      for (int row = 0; row < m; row++) {
        double q = weight * Polynomials.legendre(row, t);
        for (int column = 0; column < m; column++) {
          system[row][column] += q * Polynomials.legendre(column, t);
        }
        right[row] -= q * Polynomials.legendre(m, t);
      }
    }
    double[] coefficients = Polynomials.append(Polynomials.solve(system, right), 1);
    DoubleUnaryOperator e =
        t -> {
          double sum = 0;
          for (int i = 0; i <= m; i++) {
            sum += coefficients[i] * Polynomials.legendre(i, t);
          }
          return sum;
        };
    return Polynomials.roots(e, m);
  }

  /** Interpolatory weights for [0, 1] of nodes in [−1, 1]: integrals of the Lagrange basis. */
  private static double[] unitWeights(double[] nodes) {
    GaussRules.Rule exact = GaussRules.legendre(nodes.length / 2 + 1);
    double[] weights = new double[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      for (int g = 0; g < exact.nodes().length; g++) {
        double basis = exact.weights()[g] / 2;
        for (int j = 0; j < nodes.length; j++) {
          basis *= j == i ? 1 : (exact.nodes()[g] - nodes[j]) / (nodes[i] - nodes[j]);
        }
        weights[i] += basis;
      }
    }
    return weights;
  }

  private static double[] toUnit(double[] nodes) {
    return Arrays.stream(nodes).map(t -> (1 + t) / 2).toArray();
  }
}
