package org.mekiki.sig;

/**
 * How a path is integrated.
 *
 * @param rule the quadrature rule
 * @param steps nodes a path
 * @param batchRows token rows evaluated together; 0 for a good default
 */
public record PathSettings(QuadratureRule rule, int steps, int batchRows) {
  /** 50 Gauss–Legendre nodes. */
  public static final PathSettings DEFAULT = new PathSettings(QuadratureRule.GAUSS_LEGENDRE, 50, 0);

  /** The nodes and weights. */
  public Quadrature quadrature() {
    return Quadrature.of(rule, steps);
  }
}
