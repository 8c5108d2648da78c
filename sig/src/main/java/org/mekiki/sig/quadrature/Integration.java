package org.mekiki.sig.quadrature;

/** How the gradient is integrated along a path. */
public sealed interface Integration permits FixedRule, Adaptive {
  /**
   * The share of the largest score of the sentence that an integration error may have where the
   * result is to be called converged.
   *
   * @return that share, above 0
   */
  double tolerance();

  /** {@return the number of nodes that every path has at the least} */
  int leastNodes();

  /** {@return the name of the rule in outputs} */
  String rule();
}
