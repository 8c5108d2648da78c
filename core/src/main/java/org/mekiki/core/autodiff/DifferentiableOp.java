package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * An operation with its derivative: all that is known about it, in one place.
 *
 * <p>See {@code docs/decisions/2026-11-25-methods.md}.
 *
 * @param <R> what the backward rule keeps from the forward pass, a private record of the op
 */
public interface DifferentiableOp<R> {

  /** {@return the op's name in the field, for messages: {@code MatMul}} */
  String name();

  /**
   * {@return the output's shape}
   *
   * @param operands shapes of all operands, in order
   * @throws org.mekiki.core.tensor.ShapeMismatchException where the operands do not fit
   */
  Shape inferShape(List<Shape> operands);

  /**
   * Computes the output and what {@link #vjp} will need of this pass.
   *
   * <p>Values are read and written in {@link Pass#run} and {@link Pass#forEach} only, here and in
   * the rule, so that a recording tape can do the same work again.
   *
   * <p>A tensor in the residuals must have been given to {@link ForwardPass#keep}; where {@code
   * pass.needs()} asks for nothing, the residuals may be null.
   *
   * @param pass the operands, and what to compute with
   * @return output of the inferred shape, and residuals
   */
  Result<R> forward(ForwardPass pass);

  /**
   * Cotangents of the operands.
   *
   * @param residuals what forward returned
   * @param cotangent of the output, of its shape; not to be modified
   * @param needs which operands want a cotangent
   * @param pass what to compute with
   * @return one entry an operand, of the operand's shape; null where it is not needed
   */
  Tensor[] vjp(R residuals, Tensor cotangent, Needs needs, BackwardPass pass);

  /**
   * Multipliers of the operands between two applications of the op, to an input and to a reference:
   * values whose products with the operands' differences add up to ⟨cotangent, f(input) −
   * f(reference)⟩ (Shrikumar et al. 2017, <i>Learning Important Features Through Propagating
   * Activation Differences</i>).
   *
   * <p>The mean of the rules at both ends, which this is, adds up exactly for ops that are linear
   * in each of their operands, sums and products alike; for a product it shares the common part out
   * evenly. An op of another kind gives a rule of its own; without one a residual stays, which
   * whoever adds up the contributions sees.
   *
   * @param ends of both applications; made on tapes that {@linkplain Tape#keeping keep} values
   * @param cotangent multiplier of the output, of its shape; not to be modified
   * @param needs which operands want multipliers
   * @param pass what to compute with
   * @return one entry an operand, of the operand's shape; null where it is not needed
   */
  default Tensor[] multipliers(Ends<R> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor[] atInput = vjp(ends.input().residuals(), cotangent, needs, pass);
    Tensor[] atReference = vjp(ends.reference().residuals(), cotangent, needs, pass);
    var means = new Tensor[atInput.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = atInput[i] == null ? null : pass.mean(atInput[i], atReference[i]);
    }
    return means;
  }

  /**
   * One application of an op.
   *
   * @param <R> the op's residuals
   * @param operands values, in order
   * @param output value
   * @param residuals what forward returned beside it
   */
  record Applied<R>(List<Tensor> operands, Tensor output, R residuals) {}

  /**
   * Two applications of one op to operands of the same shapes.
   *
   * @param <R> the op's residuals
   * @param input to what is explained
   * @param reference to what it is compared with
   */
  record Ends<R>(Applied<R> input, Applied<R> reference) {}

  /**
   * What a forward computation yields.
   *
   * @param <R> the op's residuals
   * @param output the value, which may share the array of an operand
   * @param residuals for the backward rule, or null
   */
  record Result<R>(Tensor output, R residuals) {}
}
