package org.mekiki.sig.attribution;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Link;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * The explained scalar F: one class, as logit, probability or log-probability.
 *
 * @param index of the class
 * @param output what of it
 * @param link how logits become probabilities
 */
public record Target(int index, OutputKind output, Link link) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a probability is asked for where there are none
   */
  public Target {
    if (link == Link.IDENTITY && output != OutputKind.LOGIT) {
      throw new IllegalArgumentException(
          "what is explained is a number without probabilities; explain its value, the output kind"
              + " logit");
    }
  }

  /**
   * A class of a model whose classes exclude each other.
   *
   * @param index of the class
   * @param output what of it
   */
  public Target(int index, OutputKind output) {
    this(index, output, Link.SOFTMAX);
  }

  /**
   * {@return F of each row of logits: [B]}
   *
   * @param logits [B, C]
   */
  public Variable of(Variable logits) {
    return switch (output) {
      case LOGIT -> Ops.select(logits, 1, index);
      case PROBABILITY ->
          link == Link.SIGMOID
              ? Ops.sigmoid(Ops.select(logits, 1, index))
              : Ops.select(Ops.softmax(logits), 1, index);
      case LOG_PROBABILITY ->
          link == Link.SIGMOID
              ? logSigmoid(Ops.slice(logits, 1, index, index + 1))
              : Ops.select(Ops.logSoftmax(logits), 1, index);
    };
  }

  /** ln σ(x) is the log-softmax of x beside 0, which does not overflow: [B, 1] to [B]. */
  private static Variable logSigmoid(Variable logit) {
    int variants = logit.shape().dim(0);
    Tensor zeros = Tensor.wrap(new float[variants], 0, Shape.of(variants, 1));
    return Ops.select(Ops.logSoftmax(Ops.concat(1, logit, zeros)), 1, 0);
  }
}
