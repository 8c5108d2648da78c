package org.mekiki.sig;

/** Sequential Integrated Gradients, ready to use. */
public final class SequentialIntegratedGradients {
  private SequentialIntegratedGradients() {}

  /**
   * With as many nodes a word as its certificate asks for.
   *
   * @param tolerance the integration error of a word may be this share of the largest word score
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new SequentialPaths()).withTolerance(tolerance);
  }

  /** With a fixed number of Gauss–Legendre nodes a word. */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new SequentialPaths()).withSteps(steps);
  }

  /** The word scores that integration converges to, by forward passes alone. */
  public static Explainer exact() {
    return Explainer.of(new ExactScores());
  }
}
