package org.mekiki.sig;

/** Sequential Integrated Gradients, ready to use. */
public final class SequentialIntegratedGradients {
  private SequentialIntegratedGradients() {}

  /** With a fixed number of Gauss–Legendre nodes a word. */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new SequentialPaths()).withSteps(steps);
  }
}
