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

/** Rows of a table [V, d] by number: the embedding lookup; its rule adds rows up (scatter-add). */
final class Gather implements DifferentiableOp<Shape> {
  private final int[] ids;
  private final Shape idShape;

  /**
   * The op for these row numbers.
   *
   * @param ids in row-major order of {@code idShape}
   * @param idShape the result has this shape with the axis d after it
   */
  public Gather(int[] ids, Shape idShape) {
    if (ids.length != idShape.size()) {
      throw new IllegalArgumentException(
          "Gather: %d row numbers do not fill shape %s".formatted(ids.length, idShape));
    }
    this.ids = ids.clone();
    this.idShape = idShape;
  }

  @Override
  public String name() {
    return "Gather";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape table = operands.getFirst();
    if (table.rank() != 2) {
      throw new ShapeMismatchException(name(), "the table must have two axes", operands);
    }
    for (int id : ids) {
      if (id < 0 || id >= table.dim(0)) {
        throw new ShapeMismatchException(
            name(), "row %d is outside the table".formatted(id), operands);
      }
    }
    int[] dims = java.util.Arrays.copyOf(idShape.toArray(), idShape.rank() + 1);
    dims[idShape.rank()] = table.dim(1);
    return Shape.of(dims);
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    Tensor table = pass.operand(0);
    Tensor y = pass.allocateOutput();
    int width = table.shape().dim(1);
    pass.run(
        () -> {
          for (int i = 0; i < ids.length; i++) {
            int from = table.offset() + ids[i] * width;
            System.arraycopy(table.array(), from, y.array(), y.offset() + i * width, width);
          }
        });
    return new Result<>(y, table.shape());
  }

  @Override
  public Tensor[] vjp(Shape table, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor sum = pass.allocateZeros(table);
    int width = table.dim(1);
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          for (int i = 0; i < ids.length; i++) {
            int from = cotangent.offset() + i * width;
            kernels.axpy(width, 1f, cotangent.array(), from, sum.array(), ids[i] * width);
          }
        });
    return new Tensor[] {sum};
  }
}
