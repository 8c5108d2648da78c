package org.mekiki.sig.quadrature;

/**
 * The same rule on every path.
 *
 * @param quadrature which
 * @param steps nodes a path
 */
public record FixedRule(QuadratureRule quadrature, int steps) implements Integration {
  /** Checks that the rule has a form with this number of nodes. */
  public FixedRule {
    Quadrature.require(quadrature, steps);
  }

  /** One part in a hundred: an error of that size changes no reading. */
  @Override
  public double tolerance() {
    return 0.01;
  }

  @Override
  public int leastNodes() {
    return steps;
  }

  @Override
  public String rule() {
    return quadrature.label();
  }
}
