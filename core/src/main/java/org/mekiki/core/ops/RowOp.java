package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/** A function of each row along the last axis, whose derivative is known from the output. */
abstract class RowOp implements DifferentiableOp<Tensor> {

  /** y from x, dense rows. */
  abstract void rows(Kernels kernels, int rows, int cols, Tensor x, Tensor y);

  /** dx from y and dy, dense rows. */
  abstract void rowsVjp(Kernels kernels, int rows, int cols, Tensor y, Tensor dy, Tensor dx);

  /**
   * Multipliers of one row.
   *
   * @param x the row of the input, in double precision
   * @param b the row of the reference
   * @param g multipliers of the output's row
   */
  abstract double[] rowMultipliers(double[] x, double[] b, double[] g);

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final Shape inferShape(List<Shape> operands) {
    Shape shape = operands.getFirst();
    if (shape.rank() == 0 || shape.dim(-1) == 0) {
      throw new ShapeMismatchException(name(), "needs a last axis that is not empty", operands);
    }
    return shape;
  }

  @Override
  public final Result<Tensor> forward(ForwardPass pass) {
    Tensor x = pass.operand(0);
    Tensor y = pass.allocateOutput();
    int cols = x.shape().dim(-1);
    pass.run(() -> rows(pass.kernels(), x.size() / cols, cols, x, y));
    return new Result<>(y, pass.keepFor(0, y));
  }

  @Override
  public final Tensor[] vjp(Tensor y, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    pass.run(() -> rowsVjp(pass.kernels(), dx.size() / cols, cols, y, cotangent, dx));
    return new Tensor[] {dx};
  }

  /** The output that {@link #rowsVjp} is given under some rules; fails where there is no rule. */
  Tensor ruled(Tensor y, BackwardPass pass) {
    throw new UndefinedRuleException(pass.rules(), "the op %s,".formatted(name()));
  }

  @Override
  public final Carried carry(
      Applied<Tensor> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Carried(vjp(ruled(applied.output(), pass), cotangent, needs, pass), 0);
  }

  @Override
  public final Tensor[] multipliers(
      Ends<Tensor> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor x = ends.input().operands().getFirst();
    Tensor b = ends.reference().operands().getFirst();
    Tensor dx = pass.allocate(cotangent.shape());
    int cols = cotangent.shape().dim(-1);
    pass.forEach(
        cotangent.size() / cols,
        (row, _) -> {
          double[] m =
              rowMultipliers(
                  Rows.doubles(x, row, cols),
                  Rows.doubles(b, row, cols),
                  Rows.doubles(cotangent, row, cols));
          for (int j = 0; j < cols; j++) {
            dx.array()[dx.offset() + row * cols + j] = (float) m[j];
          }
        });
    return new Tensor[] {dx};
  }
}
