package org.mekiki.sig.attribution;

import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.quadrature.Integration;
import org.mekiki.sig.quadrature.QuadratureRule;

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
public record RunSettings(Integration integration, int batchRows, long passes, Deadline deadline) {
  /** Adaptive, to one part in a hundred. */
  public static final RunSettings DEFAULT = new RunSettings(Adaptive.DEFAULT, 0);

  /**
   * Settings without a limit of passes and without a deadline.
   *
   * @param integration which nodes
   * @param batchRows token rows evaluated together; 0 for a good default
   */
  public RunSettings(Integration integration, int batchRows) {
    this(integration, batchRows, Long.MAX_VALUE, Deadline.NONE);
  }

  /**
   * Settings with a fixed number of nodes a path.
   *
   * @param rule which rule
   * @param steps nodes a path
   * @return the settings, without a limit
   * @throws IllegalArgumentException if the rule has no form with so many nodes
   */
  public static RunSettings fixed(QuadratureRule rule, int steps) {
    return new RunSettings(new FixedRule(rule, steps), 0);
  }

  /**
   * Adaptive settings, with the default limit of nodes.
   *
   * @param tolerance the share of the largest word score that the integration error of a word may
   *     have, above 0
   * @return the settings, without a limit of passes
   * @throws IllegalArgumentException if the tolerance is no positive number
   */
  public static RunSettings adaptive(double tolerance) {
    return new RunSettings(new Adaptive(tolerance, Adaptive.DEFAULT.maxSteps()), 0);
  }

  /**
   * {@return a copy of these settings with another batch size}
   *
   * @param rows token rows evaluated together; 0 for a good default
   */
  public RunSettings withBatchRows(int rows) {
    return new RunSettings(integration, rows, passes, deadline);
  }

  /**
   * {@return a copy of these settings with another limit of passes}
   *
   * @param most sentences evaluated at most, forward and backward together; {@link Long#MAX_VALUE}
   *     for no limit
   */
  public RunSettings withPasses(long most) {
    return new RunSettings(integration, batchRows, most, deadline);
  }

  /**
   * {@return a copy of these settings with another deadline}
   *
   * @param end when to end; {@link Deadline#NONE} for never
   */
  public RunSettings withDeadline(Deadline end) {
    return new RunSettings(integration, batchRows, passes, end);
  }
}
