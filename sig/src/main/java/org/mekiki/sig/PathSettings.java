package org.mekiki.sig;

/**
 * How paths are integrated.
 *
 * @param integration which nodes
 * @param batchRows token rows evaluated together; 0 for a good default
 * @param passes sentences evaluated at most, forward and backward together: refinement ends before
 *     there would be more. What a method cannot do without it does nevertheless.
 * @param deadline when to end: refinement stops then, and words that were not begun are left out of
 *     the attribution ({@link Attribution#explains}); at least one is explained
 */
public record PathSettings(Integration integration, int batchRows, long passes, Deadline deadline) {
  /** Adaptive, to one part in a hundred. */
  public static final PathSettings DEFAULT = new PathSettings(Adaptive.DEFAULT, 0);

  /** Without a limit. */
  public PathSettings(Integration integration, int batchRows) {
    this(integration, batchRows, Long.MAX_VALUE, Deadline.NONE);
  }

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
    return new PathSettings(integration, rows, passes, deadline);
  }

  /** The same with another limit of passes. */
  public PathSettings withPasses(long most) {
    return new PathSettings(integration, batchRows, most, deadline);
  }

  /** The same with another deadline. */
  public PathSettings withDeadline(Deadline end) {
    return new PathSettings(integration, batchRows, passes, end);
  }
}
