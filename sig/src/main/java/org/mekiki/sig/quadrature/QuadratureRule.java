package org.mekiki.sig.quadrature;

import java.util.Locale;

/** Rules for the integral over [0, 1]. */
public enum QuadratureRule {
  /** Roots of the Legendre polynomial. */
  GAUSS_LEGENDRE,
  /** k/n, k = 0 … n−1. */
  RIEMANN_LEFT,
  /** k/n, k = 1 … n. */
  RIEMANN_RIGHT,
  /** (k + ½)/n. */
  RIEMANN_MIDDLE,
  /** Captum's trapezoid: k/(n−1) with weights 1/n, half at the ends, which sum to (n−1)/n. */
  RIEMANN_TRAPEZOID,
  /** The textbook composite trapezoid: k/(n−1) with weights 1/(n−1), half at the ends. */
  TRAPEZOID,
  /** Gauss nodes extended to an embedded pair: 7/15, 10/21 and so on. */
  GAUSS_KRONROD;

  /** {@return the name as options and outputs write it: {@code gauss-legendre}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
