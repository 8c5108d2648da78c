package org.mekiki.sig.quadrature;

/**
 * As many nodes on every path as its certificate asks for.
 *
 * @param tolerance the share of the largest word score of the sentence that the integration error
 *     of a word may have
 * @param maxSteps nodes a path at most
 */
public record Adaptive(double tolerance, int maxSteps) implements Integration {
  /** One part in a hundred, and at most 127 nodes a path. */
  public static final Adaptive DEFAULT = new Adaptive(0.01, 127);

  /**
   * The estimated error of a word's features may have this multiple of the tolerance, as a share of
   * the largest feature row.
   */
  public static final double FEATURES = 4;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the tolerance is no positive number, or the steps are fewer
   *     than a path begins with
   */
  public Adaptive {
    if (!(tolerance > 0) || tolerance == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the tolerance is %s; it must be a number above 0, such as 0.01".formatted(tolerance));
    }
    int first = firstNodes(tolerance);
    if (maxSteps < first) {
      throw new IllegalArgumentException(
          "at most %d steps per path are allowed, but tolerance %s starts with %d"
              .formatted(maxSteps, tolerance, first));
    }
  }

  /**
   * {@return a copy of these settings with another limit}
   *
   * @param steps nodes a path at most
   * @throws IllegalArgumentException if they are fewer than a path begins with
   */
  public Adaptive withMaxSteps(int steps) {
    return new Adaptive(tolerance, steps);
  }

  @Override
  public int leastNodes() {
    return firstNodes();
  }

  @Override
  public String rule() {
    return "gauss-radau-kronrod";
  }

  /** {@return the nodes that every path begins with} */
  public int firstNodes() {
    return firstNodes(tolerance);
  }

  /** Smooth paths gain about a digit with every five thirds of a node: 2 for 1 %, 7 for 1e-5. */
  private static int firstNodes(double tolerance) {
    return Math.clamp(Math.round(2 - 5 * Math.log10(100 * tolerance) / 3), 2, 8);
  }
}
