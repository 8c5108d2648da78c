package org.mekiki.core.ops;

import java.util.Arrays;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Cotangents of the weights of a linear layer y = x · Wᵀ + b, from x [.., in] and dy [.., out].
 *
 * <p>The threads share dW by its rows, as many as there are threads, and no bit depends on it: an
 * element is one sum over all rows of x, in their order, whatever block it stands in.
 */
final class WeightCotangents {
  /** Rows of dW are cut at its multiples, which fill the kernels' tiles. */
  private static final int ROW_UNIT = 12;

  /** Rows that are summed up by themselves, so that a long sum rounds less. */
  private static final int SUM_ROWS = 64;

  private WeightCotangents() {}

  /** dW = dyᵀ · x. */
  static Tensor ofWeight(Tensor x, Tensor dy, BackwardPass pass) {
    int out = dy.shape().dim(-1);
    int in = x.shape().dim(-1);
    int rows = dy.size() / Math.max(1, out);
    Tensor dw = pass.allocate(Shape.of(out, in));
    Kernels kernels = pass.kernels();
    int threads = pass.context().parallelism();
    int block =
        ProductPieces.isSmall(rows, in, out)
            ? out
            : Math.min(out, ProductPieces.blockSize(out, threads, ROW_UNIT));
    int scratchSize = kernels.gemmScratch(block, in, rows);
    float[] scratch = pass.scratch(scratchSize * threads);
    pass.countMultiplyAdds((long) rows * in * out);
    pass.forEach(
        ProductPieces.count(out, block),
        (piece, worker) -> {
          int from = piece * block;
          kernels.gemmTransA(
              Math.min(block, out - from),
              in,
              rows,
              dy.array(),
              dy.offset() + from,
              out,
              x.array(),
              x.offset(),
              in,
              dw.array(),
              dw.offset() + from * in,
              in,
              false,
              scratch,
              worker * scratchSize);
        });
    return dw;
  }

  /** db: the sum of dy's rows. */
  static Tensor ofBias(Tensor dy, BackwardPass pass) {
    int out = dy.shape().dim(-1);
    int rows = dy.size() / Math.max(1, out);
    Tensor db = pass.allocate(Shape.of(out));
    float[] part = pass.scratch(out);
    Kernels kernels = pass.kernels();
    pass.run(
        () -> {
          float[] sum = db.array();
          Arrays.fill(sum, db.offset(), db.offset() + out, 0f);
          for (int first = 0; first < rows; first += SUM_ROWS) {
            Arrays.fill(part, 0, out, 0f);
            for (int row = first; row < Math.min(rows, first + SUM_ROWS); row++) {
              kernels.axpy(out, 1f, dy.array(), dy.offset() + row * out, part, 0);
            }
            kernels.add(out, part, 0, sum, db.offset(), sum, db.offset());
          }
        });
    return db;
  }
}
