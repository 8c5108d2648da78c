package org.mekiki.sig.attribution;

import java.util.List;
import java.util.Optional;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * What a method is asked: the scalars to attribute, to which rows, and how much may be computed
 * where.
 *
 * @param function the model
 * @param targets the explained scalars, at least one
 * @param input rows, baseline and which rows move; at least one must
 * @param settings rule, steps, batch size and limits
 * @param context where to compute
 * @param monitor is told of progress and may cancel
 * @param answer the logits of the unmodified input, [1, C], where the caller has them already: F(x)
 *     is then taken from them and not computed again
 * @param kept the pass over the unmodified input, where the caller kept it; it is the caller's to
 *     close
 */
public record AttributionTask(
    LogitFunction function,
    List<Target> targets,
    AttributionInput input,
    RunSettings settings,
    ComputeContext context,
    Monitor monitor,
    Optional<Tensor> answer,
    Optional<KeptPass> kept) {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if there is no target
   * @throws ShapeMismatchException if the answer is no row of logits
   */
  public AttributionTask {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("an attribution needs a target, got none");
    }
    answer.ifPresent(AttributionTask::requireRow);
  }

  /**
   * A task of several scalars of a model whose answer is not known.
   *
   * @param function the model
   * @param targets the explained scalars, at least one
   * @param input rows, baseline and which rows move
   * @param settings rule, steps, batch size and limits
   * @param context where to compute
   * @param monitor is told of progress and may cancel
   */
  public AttributionTask(
      LogitFunction function,
      List<Target> targets,
      AttributionInput input,
      RunSettings settings,
      ComputeContext context,
      Monitor monitor) {
    this(function, targets, input, settings, context, monitor, Optional.empty(), Optional.empty());
  }

  /**
   * {@return a copy of this task that knows the model's answer}
   *
   * @param logits of the unmodified input, [1, C]
   */
  public AttributionTask withAnswer(Tensor logits) {
    return new AttributionTask(
        function, targets, input, settings, context, monitor, Optional.of(logits), kept);
  }

  /**
   * {@return a copy of this task with the pass that gave the model's answer}
   *
   * @param pass over the unmodified input
   */
  public AttributionTask withKept(KeptPass pass) {
    return new AttributionTask(
        function, targets, input, settings, context, monitor, answer, Optional.of(pass));
  }

  private static void requireRow(Tensor answer) {
    if (answer.shape().rank() != 2 || answer.shape().dim(0) != 1) {
      throw new ShapeMismatchException(
          "AttributionTask", "the answer must be one row of logits [1, C]", answer.shape());
    }
  }
}
