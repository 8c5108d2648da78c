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
 * The part of an axis from one index to another.
 *
 * @param axis may count from the last, −1
 * @param from first index
 * @param to index after the last
 */
record Slice(int axis, int from, int to) implements DifferentiableOp<Shape> {
  @Override
  public String name() {
    return "Slice";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape shape = operands.getFirst();
    if (from < 0 || from > to || to > shape.dim(axis)) {
      throw new ShapeMismatchException(
          name(), "%d to %d is not a part of axis %d".formatted(from, to, axis), operands);
    }
    return shape.withDim(axis, to - from);
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor y = pass.allocateOutput();
    pass.run(() -> AxisRange.extract(x, axis, from, y));
    return new Result<>(y, x.shape());
  }

  @Override
  public Tensor[] vjp(Shape shape, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocateZeros(shape);
    pass.run(() -> AxisRange.insert(cotangent, dx, axis, from));
    return new Tensor[] {dx};
  }
}
