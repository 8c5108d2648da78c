package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.FusedOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * x · Wᵀ + bias with constant weights: [.., in] to [.., out]. Its rule keeps nothing of the pass.
 *
 * @param weights constants, packed once
 */
record Linear(LinearWeights weights) implements FusedOp<Void> {
  private static final int ROW_BLOCK = 96;
  private static final int COLUMN_BLOCK = 256;

  /** Below this number of multiplications handing work over costs more than it gains. */
  private static final long SMALL = 1L << 19;

  @Override
  public String name() {
    return "Linear";
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    Shape x = operands.getFirst();
    if (x.rank() == 0 || x.dim(-1) != weights.in()) {
      throw new ShapeMismatchException(
          name(), "rows must have the weight's %d inputs".formatted(weights.in()), operands);
    }
    return x.withDim(-1, weights.out());
  }

  @Override
  public Variable reference(Tape tape, List<Variable> operands) {
    Variable transposed = Ops.transpose(tape.constant(weights.weight()), 1, 0);
    Variable x = operands.getFirst();
    Variable rows = Ops.reshape(x, x.shape().size() / weights.in(), weights.in());
    Variable y = Ops.add(Ops.matMul(rows, transposed), weights.bias());
    return Ops.reshape(y, x.shape().withDim(-1, weights.out()).toArray());
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    Tensor y = pass.allocateOutput();
    multiply(pass, pass.operand(0), weights.forward(pass.kernels()), weights.biasValues(), y);
    return new Result<>(y, null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape().withDim(-1, weights.in()));
    multiply(pass, cotangent, weights.backward(pass.kernels()), null, dx);
    return new Tensor[] {dx};
  }

  private static void multiply(Pass pass, Tensor x, PackedMatrix matrix, float[] bias, Tensor y) {
    int in = matrix.rows();
    int out = matrix.columns();
    int rows = out == 0 ? 0 : y.size() / out;
    int step =
        Math.max(1, COLUMN_BLOCK / pass.kernels().columnBlock()) * pass.kernels().columnBlock();
    boolean small = (long) rows * in * out < SMALL;
    int rowBlock = small ? Math.max(1, rows) : ROW_BLOCK;
    int columnBlock = small ? out : step;
    int columnTasks = (out + columnBlock - 1) / columnBlock;
    int rowTasks = (rows + rowBlock - 1) / rowBlock;
    pass.context()
        .forEach(
            rowTasks * columnTasks,
            task -> {
              int row = task / columnTasks * rowBlock;
              int column = task % columnTasks * columnBlock;
              pass.kernels()
                  .gemmPacked(
                      Math.min(rowBlock, rows - row),
                      x.array(),
                      x.offset() + row * in,
                      in,
                      matrix,
                      bias,
                      column,
                      Math.min(out, column + columnBlock),
                      y.array(),
                      y.offset() + row * out,
                      out);
            });
  }
}
