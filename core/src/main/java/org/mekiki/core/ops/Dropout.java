package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * x [B, ..] with elements left out and the others scaled up, so that the expected value stays
 * (Srivastava et al. 2014). The mask is made again for the backward pass; nothing is kept.
 *
 * @param mask which elements
 */
record Dropout(DropoutMask mask) implements DifferentiableOp<Void> {
  @Override
  public String name() {
    return "Dropout";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() < 2 || x.dim(0) != mask.examples()) {
      throw new ShapeMismatchException(
          name(), "needs [B, .., M] with B = %d examples".formatted(mask.examples()), operands);
    }
    return x;
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    apply(pass, pass.operand(0), y);
    return new Result<>(y, null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    apply(pass, cotangent, dx);
    return new Tensor[] {dx};
  }

  private void apply(Pass pass, Tensor x, Tensor y) {
    int columns = x.shape().dim(-1);
    int size = x.size() / Math.max(1, mask.examples());
    int rows = size / Math.max(1, columns);
    pass.forEach(
        mask.examples(),
        (example, _) ->
            mask.apply(
                pass.kernels(),
                example,
                0,
                rows,
                columns,
                x.array(),
                x.offset() + example * size,
                y.array(),
                y.offset() + example * size,
                columns));
  }
}
