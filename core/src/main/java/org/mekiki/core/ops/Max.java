package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** Largest value over axes; where several are largest, the cotangent is shared out evenly. */
final class Max implements DifferentiableOp<Max.Kept> {
  /** What the rule needs: input and output. */
  record Kept(Tensor x, Tensor y) {}

  private final Reduction reduction;

  /**
   * The op.
   *
   * @param axes to look over; none means all
   * @param keepDims whether the axes stay with length 1
   */
  public Max(List<Integer> axes, boolean keepDims) {
    this.reduction = new Reduction(axes, keepDims);
  }

  @Override
  public String name() {
    return "Max";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape shape = operands.getFirst();
    if (shape.size() == 0) {
      throw new ShapeMismatchException(name(), "nothing is largest of no values", operands);
    }
    return reduction.result(shape);
  }

  @Override
  public Result<Kept> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor y = pass.allocateOutput();
    float[] largest = y.array();
    Reduction.Walk walk = reduction.walk(x.shape());
    Reduction.Visitor take =
        (element, result) ->
            largest[y.offset() + result] =
                Math.max(largest[y.offset() + result], x.getFlat(element));
    pass.run(
        () -> {
          Arrays.fill(largest, y.offset(), y.offset() + y.size(), Float.NEGATIVE_INFINITY);
          walk.forEach(take);
        });
    return new Result<>(y, pass.needs().any() ? new Kept(pass.keep(x), pass.keep(y)) : null);
  }

  @Override
  public Tensor[] vjp(Kept kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor x = kept.x();
    var ties = new int[kept.y().size()];
    Tensor dx = pass.allocate(x.shape());
    Reduction.Walk walk = reduction.walk(x.shape());
    Reduction.Visitor count =
        (element, result) -> ties[result] += x.getFlat(element) == kept.y().getFlat(result) ? 1 : 0;
    Reduction.Visitor share =
        (element, result) ->
            dx.array()[dx.offset() + element] =
                x.getFlat(element) == kept.y().getFlat(result)
                    ? cotangent.getFlat(result) / ties[result]
                    : 0f;
    pass.run(
        () -> {
          Arrays.fill(ties, 0);
          walk.forEach(count);
          walk.forEach(share);
        });
    return new Tensor[] {dx};
  }
}
