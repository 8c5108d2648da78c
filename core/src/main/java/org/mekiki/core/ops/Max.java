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
      throw new ShapeMismatchException(name(), "the largest of no values is asked for", operands);
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

  /**
   * The difference of the largest values goes to the elements that are largest where it is larger:
   * there it is at most as large as the element's own difference, so that no multiplier exceeds the
   * cotangent, and contributions add up exactly.
   */
  @Override
  public Tensor[] multipliers(Ends<Kept> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor slopes = DifferentiableOp.super.multipliers(ends, cotangent, needs, pass)[0];
    Tensor x = ends.input().operands().getFirst();
    Tensor b = ends.reference().operands().getFirst();
    Tensor y = ends.input().output();
    Tensor z = ends.reference().output();
    var ties = new int[y.size()];
    Tensor products = pass.allocate(x.shape());
    Reduction.Walk walk = reduction.walk(x.shape());
    Reduction.Visitor count =
        (element, result) -> ties[result] += carries(x, b, y, z, element, result) ? 1 : 0;
    Reduction.Visitor share =
        (element, result) -> {
          float dx = x.getFlat(element) - b.getFlat(element);
          float dy = y.getFlat(result) - z.getFlat(result);
          boolean carries = carries(x, b, y, z, element, result);
          products.array()[products.offset() + element] =
              dx == 0
                  ? slopes.getFlat(element)
                  : carries ? cotangent.getFlat(result) * (dy / dx) / ties[result] : 0f;
        };
    pass.run(
        () -> {
          Arrays.fill(ties, 0);
          walk.forEach(count);
          walk.forEach(share);
        });
    return new Tensor[] {products};
  }

  /** The largest value is its element: that one carries all, several equal ones the same share. */
  @Override
  public Carried carry(Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Carried(vjp(applied.residuals(), cotangent, needs, pass), 0);
  }

  private static boolean carries(Tensor x, Tensor b, Tensor y, Tensor z, int element, int result) {
    float largest = y.getFlat(result);
    float other = z.getFlat(result);
    return largest > other
        ? x.getFlat(element) == largest
        : largest < other && b.getFlat(element) == other;
  }
}
