package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.tensor.Tensor;

/**
 * Rows times a packed matrix, cut into blocks that the context's threads share.
 *
 * <p>Where the cuts are depends on sizes only, so the bits do not depend on the threads.
 */
final class PackedProduct {
  private static final int ROW_BLOCK = 96;
  private static final int COLUMN_BLOCK = 256;

  /** Below this number of multiplications handing work over costs more than it gains. */
  private static final long SMALL = 1L << 19;

  private PackedProduct() {}

  /** What is done to a block of the product while it is in the cache. */
  interface Finish {
    /** Nothing. */
    Finish NOTHING = (_, _, _, _) -> {};

    /** Rows and columns of the block, the ends exclusive. */
    void accept(int rowFrom, int rowTo, int columnFrom, int columnTo);
  }

  /**
   * y = x · matrix + bias for all rows.
   *
   * @param x [.., k]
   * @param bias n values, or null
   * @param y [.., n]
   * @param finish called once for every block, on the thread that computed it
   */
  static void multiply(
      Pass pass, Tensor x, PackedMatrix matrix, float[] bias, Tensor y, Finish finish) {
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
              int rowEnd = Math.min(rows, row + rowBlock);
              int column = task % columnTasks * columnBlock;
              int columnEnd = Math.min(out, column + columnBlock);
              pass.kernels()
                  .gemmPacked(
                      rowEnd - row,
                      x.array(),
                      x.offset() + row * in,
                      in,
                      matrix,
                      bias,
                      column,
                      columnEnd,
                      y.array(),
                      y.offset() + row * out,
                      out);
              finish.accept(row, rowEnd, column, columnEnd);
            });
  }
}
