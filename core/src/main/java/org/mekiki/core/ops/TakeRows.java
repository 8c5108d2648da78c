package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * The rows of a table [S, M] at the positions of N placed rows: [N, M].
 *
 * @param places of the rows
 */
record TakeRows(RowPlaces places) implements DifferentiableOp<Shape> {
  @Override
  public String name() {
    return "TakeRows";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape table = operands.getFirst();
    if (table.rank() != 2 || places.length() != table.dim(0)) {
      throw new ShapeMismatchException(
          name(), "needs a table of the places' %d rows".formatted(places.length()), operands);
    }
    return Shape.of(places.size(), table.dim(1));
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    Tensor table = pass.operand(0);
    Tensor y = pass.allocateOutput();
    int width = table.shape().dim(1);
    pass.run(
        () -> {
          for (int i = 0; i < places.size(); i++) {
            int from = table.offset() + places.position(i) * width;
            System.arraycopy(table.array(), from, y.array(), y.offset() + i * width, width);
          }
        });
    return new Result<>(y, table.shape());
  }

  @Override
  public Tensor[] vjp(Shape table, Tensor cotangent, Needs needs, BackwardPass pass) {
    int width = table.dim(1);
    Tensor sum = pass.allocateZeros(table);
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          for (int i = 0; i < places.size(); i++) {
            int from = cotangent.offset() + i * width;
            int to = sum.offset() + places.position(i) * width;
            kernels.axpy(width, 1f, cotangent.array(), from, sum.array(), to);
          }
        });
    return new Tensor[] {sum};
  }
}
