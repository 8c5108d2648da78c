package org.mekiki.sig;

/** Integrated Gradients, ready to use. */
public final class IntegratedGradients {
  private IntegratedGradients() {}

  /** With a fixed number of Gauss–Legendre nodes. */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new JointPath()).withSteps(steps);
  }
}
