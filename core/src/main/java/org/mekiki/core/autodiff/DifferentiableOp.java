package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * An operation with its derivative: all that is known about it, in one place.
 *
 * @param <R> what the backward rule keeps from the forward pass, a private record of the op
 */
public interface DifferentiableOp<R> {

  /** The op's name in the field, for messages: {@code MatMul}. */
  String name();

  /**
   * The output's shape.
   *
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
   * @return output of the inferred shape, and residuals
   */
  Result<R> forward(ForwardPass pass);

  /**
   * Cotangents of the operands.
   *
   * @param residuals what forward returned
   * @param cotangent of the output, of its shape; not to be modified
   * @return one entry an operand, of the operand's shape; null where it is not needed
   */
  Tensor[] vjp(R residuals, Tensor cotangent, Needs needs, BackwardPass pass);

  /**
   * What a forward computation yields.
   *
   * @param output the value, which may share the array of an operand
   * @param residuals for the backward rule, or null
   */
  record Result<R>(Tensor output, R residuals) {}
}
