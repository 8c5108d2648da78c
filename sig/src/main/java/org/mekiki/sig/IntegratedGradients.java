package org.mekiki.sig;

import org.mekiki.sig.method.JointPath;

/** Integrated Gradients, ready to use. */
public final class IntegratedGradients {
  private IntegratedGradients() {}

  /**
   * With as many nodes as needed.
   *
   * @param tolerance the integration error of the whole may be this share of the largest word score
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new JointPath()).withTolerance(tolerance);
  }

  /**
   * Integrates with a fixed number of Gauss–Legendre nodes.
   *
   * @param steps nodes of the one path, at least 1
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new JointPath()).withSteps(steps);
  }
}
