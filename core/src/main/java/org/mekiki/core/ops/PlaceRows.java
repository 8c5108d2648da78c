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
 * Variants of one text: a base [S, M], B times over, with rows [N, M] put in their places; [B, S,
 * M].
 *
 * @param places of the rows
 */
record PlaceRows(RowPlaces places) implements DifferentiableOp<Shape> {
  @Override
  public String name() {
    return "PlaceRows";
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape base = operands.get(0);
    Shape rows = operands.get(1);
    if (base.rank() != 2 || rows.rank() != 2 || base.dim(1) != rows.dim(1)) {
      throw new ShapeMismatchException(
          name(), "needs a base [S, M] and rows [N, M] of one length", operands);
    }
    if (rows.dim(0) != places.size() || places.length() != base.dim(0)) {
      throw new ShapeMismatchException(
          name(),
          "%d places in texts of %d do not fit".formatted(places.size(), places.length()),
          operands);
    }
    return Shape.of(places.variants(), base.dim(0), base.dim(1));
  }

  @Override
  public Result<Shape> forward(ForwardPass pass) {
    Tensor base = pass.operand(0);
    Tensor rows = pass.operand(1);
    Tensor y = pass.allocateOutput();
    int size = base.size();
    int width = rows.shape().dim(1);
    pass.run(
        () -> {
          for (int b = 0; b < places.variants(); b++) {
            System.arraycopy(base.array(), base.offset(), y.array(), y.offset() + b * size, size);
          }
          for (int i = 0; i < places.size(); i++) {
            int from = rows.offset() + i * width;
            System.arraycopy(rows.array(), from, y.array(), y.offset() + at(i, size, width), width);
          }
        });
    return new Result<>(y, base.shape());
  }

  private int at(int row, int size, int width) {
    return places.variant(row) * size + places.position(row) * width;
  }

  @Override
  public Tensor[] vjp(Shape base, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {
      needs.operand(0) ? ofBase(base, cotangent, pass) : null,
      needs.operand(1) ? ofRows(base, cotangent, pass) : null
    };
  }

  private Tensor ofRows(Shape base, Tensor cotangent, BackwardPass pass) {
    int width = base.dim(1);
    int size = base.size();
    Tensor dx = pass.allocate(Shape.of(places.size(), width));
    pass.run(
        () -> {
          for (int i = 0; i < places.size(); i++) {
            int from = cotangent.offset() + at(i, size, width);
            System.arraycopy(cotangent.array(), from, dx.array(), dx.offset() + i * width, width);
          }
        });
    return dx;
  }

  /** The sum over all variants but for the places that were taken. */
  private Tensor ofBase(Shape base, Tensor cotangent, BackwardPass pass) {
    int width = base.dim(1);
    int size = base.size();
    Tensor sum = pass.allocateZeros(base);
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          for (int b = 0; b < places.variants(); b++) {
            int from = cotangent.offset() + b * size;
            kernels.axpy(size, 1f, cotangent.array(), from, sum.array(), sum.offset());
          }
          for (int i = 0; i < places.size(); i++) {
            int from = cotangent.offset() + at(i, size, width);
            int to = sum.offset() + places.position(i) * width;
            kernels.axpy(width, -1f, cotangent.array(), from, sum.array(), to);
          }
        });
    return sum;
  }
}
