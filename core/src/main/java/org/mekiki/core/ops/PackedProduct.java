package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.runtime.Task;
import org.mekiki.core.tensor.Tensor;

/**
 * Rows times a packed matrix, cut into blocks that the context's threads share.
 *
 * <p>Many rows are cut by rows; few are cut by columns, so that each thread reads its part of the
 * weights only. How they are cut follows the number of threads, and no bit depends on it: an
 * element's operations are the same in every block.
 */
final class PackedProduct implements Task {
  /** Rows are cut at its multiples, which fill the kernels' tiles. */
  private static final int ROW_UNIT = 4;

  /** From this number of rows a thread on it pays to read all weights on every thread. */
  private static final int ROWS_A_THREAD = 96;

  /** Pieces a thread, so that one that is held up does not hold up the others. */
  private static final int PIECES = 4;

  private final Kernels kernels;
  private final Tensor x;
  private final PackedMatrix matrix;
  private final float[] bias;
  private final Tensor y;
  private final Finish finish;
  private final int rows;
  private final int rowBlock;
  private final int columnBlock;
  private final int columnPieces;
  private final int pieces;
  private final int scratchSize;
  private final float[] scratch;

  /** What is done to a block of the product while it is in the cache. */
  interface Finish {
    /** Nothing. */
    Finish NOTHING = (_, _, _, _) -> {};

    /** Rows and columns of the block, the ends exclusive. */
    void accept(int rowFrom, int rowTo, int columnFrom, int columnTo);
  }

  private PackedProduct(
      Pass pass, Tensor x, PackedMatrix matrix, float[] bias, Tensor y, Finish finish) {
    this.kernels = pass.kernels();
    this.x = x;
    this.matrix = matrix;
    this.bias = bias;
    this.y = y;
    this.finish = finish;
    int in = matrix.rows();
    int out = matrix.columns();
    int threads = pass.context().parallelism();
    rows = out == 0 ? 0 : y.size() / out;
    if (threads == 1 || ProductPieces.isSmall(rows, in, out)) {
      rowBlock = Math.max(1, rows);
      columnBlock = out;
    } else if (rows >= ROWS_A_THREAD * threads) {
      int piecesAThread = rows >= PIECES * ROWS_A_THREAD * threads ? PIECES : 1;
      rowBlock = ProductPieces.blockSize(rows, piecesAThread * threads, ROW_UNIT);
      columnBlock = out;
    } else {
      rowBlock = rows;
      columnBlock = ProductPieces.blockSize(out, threads, kernels.columnBlock());
    }
    columnPieces = ProductPieces.count(out, columnBlock);
    pieces = ProductPieces.count(rows, rowBlock) * columnPieces;
    scratchSize = kernels.gemmPackedScratch(Math.min(rows, rowBlock), in);
    scratch = pass.scratch(scratchSize * threads);
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
    var product = new PackedProduct(pass, x, matrix, bias, y, finish);
    pass.countMultiplyAdds((long) product.rows * matrix.rows() * matrix.columns());
    pass.forEach(product.pieces, product);
  }

  @Override
  public void run(int number, int worker) {
    int in = matrix.rows();
    int out = matrix.columns();
    int row = number / columnPieces * rowBlock;
    int rowEnd = Math.min(rows, row + rowBlock);
    int column = number % columnPieces * columnBlock;
    int columnEnd = Math.min(out, column + columnBlock);
    kernels.gemmPacked(
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
        out,
        scratch,
        worker * scratchSize);
    finish.accept(row, rowEnd, column, columnEnd);
  }
}
