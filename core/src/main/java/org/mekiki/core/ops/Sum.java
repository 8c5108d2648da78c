package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Sum over axes; accumulated in double. */
final class Sum implements DifferentiableOp<Shape> {
  private final Reduction reduction;

  /**
   * The op.
   *
   * @param axes to sum over; none means all
   * @param keepDims whether the axes stay with length 1
   */
  public Sum(List<Integer> axes, boolean keepDims) {
    this.reduction = new Reduction(axes, keepDims);
  }

  @Override
  public String name() {
    return "Sum";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    return reduction.result(operands.getFirst());
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor y = pass.allocateOutput();
    var sums = new double[y.size()];
    reduction.forEach(x, (element, result) -> sums[result] += x.getFlat(element));
    for (int i = 0; i < sums.length; i++) {
      y.array()[y.offset() + i] = (float) sums[i];
    }
    return new Result<>(y, x.shape());
  }

  @Override
  public Tensor[] vjp(Shape shape, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(shape);
    reduction.forEach(
        dx, (element, result) -> dx.array()[dx.offset() + element] = cotangent.getFlat(result));
    return new Tensor[] {dx};
  }
}
