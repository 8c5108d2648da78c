package org.mekiki.sig;

import org.mekiki.sig.method.ExactScores;
import org.mekiki.sig.method.SequentialPaths;

/** Sequential Integrated Gradients, ready to use. */
public final class SequentialIntegratedGradients {
  private SequentialIntegratedGradients() {}

  /**
   * With as many nodes a word as its certificate asks for.
   *
   * @param tolerance the integration error of a word may be this share of the largest word score
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer adaptive(double tolerance) {
    return Explainer.of(new SequentialPaths()).withTolerance(tolerance);
  }

  /**
   * Integrates with a fixed number of Gauss–Legendre nodes a word.
   *
   * @param steps nodes of each word's path, at least 1
   * @return an explainer of the predicted class, from the mask token
   */
  public static Explainer withSteps(int steps) {
    return Explainer.of(new SequentialPaths()).withSteps(steps);
  }

  /**
   * {@return an explainer that finds the word scores that integration converges to, by forward
   * passes alone}
   */
  public static Explainer exact() {
    return Explainer.of(new ExactScores());
  }
}
