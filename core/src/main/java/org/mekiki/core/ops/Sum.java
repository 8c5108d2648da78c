package org.mekiki.core.ops;

import java.util.Arrays;
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
  public boolean isLinear() {
    return true;
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
    Reduction.Walk walk = reduction.walk(x.shape());
    Reduction.Visitor add = (element, result) -> sums[result] += x.getFlat(element);
    pass.run(
        () -> {
          Arrays.fill(sums, 0);
          walk.forEach(add);
          for (int i = 0; i < sums.length; i++) {
            y.array()[y.offset() + i] = (float) sums[i];
          }
        });
    return new Result<>(y, x.shape());
  }

  @Override
  public Tensor[] vjp(Shape shape, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(shape);
    Reduction.Walk walk = reduction.walk(shape);
    Reduction.Visitor spread =
        (element, result) -> dx.array()[dx.offset() + element] = cotangent.getFlat(result);
    pass.run(() -> walk.forEach(spread));
    return new Tensor[] {dx};
  }
}
