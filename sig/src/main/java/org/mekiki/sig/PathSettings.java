package org.mekiki.sig;

/**
 * How paths are integrated.
 *
 * @param integration which nodes
 * @param batchRows token rows evaluated together; 0 for a good default
 */
public record PathSettings(Integration integration, int batchRows) {
  /** Adaptive, to one part in a hundred. */
  public static final PathSettings DEFAULT = new PathSettings(Adaptive.DEFAULT, 0);

  /** A fixed number of nodes a path. */
  public static PathSettings fixed(QuadratureRule rule, int steps) {
    return new PathSettings(new FixedRule(rule, steps), 0);
  }

  /** Adaptive, with the default limit of nodes. */
  public static PathSettings adaptive(double tolerance) {
    return new PathSettings(new Adaptive(tolerance, Adaptive.DEFAULT.maxSteps()), 0);
  }

  /** The same with another batch size. */
  public PathSettings withBatchRows(int rows) {
    return new PathSettings(integration, rows);
  }
}
