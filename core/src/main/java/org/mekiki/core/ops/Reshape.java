package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * The same elements in another shape; shares the operand's array.
 *
 * @param shape of the result
 */
record Reshape(Shape shape) implements DifferentiableOp<Shape> {
  @Override
  public String name() {
    return "Reshape";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    if (operands.getFirst().size() != shape.size()) {
      throw new ShapeMismatchException(name(), "the elements do not fill shape " + shape, operands);
    }
    return shape;
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    return new Result<>(pass.operand(0).reshaped(shape), pass.operand(0).shape());
  }

  @Override
  public Tensor[] vjp(Shape original, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {cotangent.reshaped(original)};
  }
}
