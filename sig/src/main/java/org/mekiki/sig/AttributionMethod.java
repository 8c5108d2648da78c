package org.mekiki.sig;

import org.mekiki.core.runtime.ComputeContext;

/** A way to attribute F to the rows of its input: the extension point for new methods. */
public interface AttributionMethod {
  /** The name in options and outputs. */
  String name();

  /**
   * Attributes.
   *
   * @param function the model
   * @param target the explained scalar
   * @param input rows, baseline and which rows move; at least one must
   * @param settings rule, steps and batch size
   * @param context where to compute
   * @param monitor is told of progress and may cancel
   */
  Attribution attribute(
      LogitFunction function,
      Target target,
      AttributionInput input,
      PathSettings settings,
      ComputeContext context,
      Monitor monitor);
}
