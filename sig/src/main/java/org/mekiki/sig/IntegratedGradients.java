package org.mekiki.sig;

/** Integrated Gradients, ready to use. */
public final class IntegratedGradients {
  private IntegratedGradients() {}

  /**
   * With as many nodes as needed.
   *
   * @param tolerance the integration error of the whole may be this share of the largest word score
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new JointPath()).withTolerance(tolerance);
  }

  /** With a fixed number of Gauss–Legendre nodes. */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new JointPath()).withSteps(steps);
  }
}
