package org.mekiki.core.ops;

import java.util.Arrays;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Cotangents of what a linear layer y = x · Wᵀ + b is made of.
 *
 * <p>The threads share dW by its rows, which changes no bit: an element is one sum over all rows of
 * x, in their order, whatever block it stands in.
 */
final class WeightCotangents {
  /** Rows of dW are cut at its multiples, which fill the kernels' tiles. */
  private static final int ROW_UNIT = 12;

  /** Below this number of multiplications handing work over costs more than it gains. */
  private static final long SMALL = 1L << 17;

  /** Rows that are summed up by themselves, so that a long sum rounds less. */
  private static final int SUM_ROWS = 64;

  private WeightCotangents() {}

  /**
   * All that is asked for: of x, W and b where the weights are trained, else of x.
   *
   * @param x kept from the forward pass; null where nobody asks for dW
   * @param dy of the layer's output, [.., out]
   */
  static Tensor[] all(LinearWeights weights, Tensor x, Tensor dy, Needs needs, BackwardPass pass) {
    Tensor dx = needs.operand(0) ? Linear.inputCotangent(weights, dy, pass) : null;
    if (!weights.isTrained()) {
      return new Tensor[] {dx};
    }
    return new Tensor[] {
      dx,
      needs.operand(1) ? ofWeight(weights, x, dy, pass) : null,
      needs.operand(2) ? ofBias(weights.out(), dy, pass) : null
    };
  }

  /** dW = dyᵀ · x. */
  private static Tensor ofWeight(LinearWeights weights, Tensor x, Tensor dy, BackwardPass pass) {
    int out = weights.out();
    int in = weights.in();
    int rows = dy.size() / Math.max(1, out);
    Tensor dw = pass.allocate(Shape.of(out, in));
    Kernels kernels = pass.kernels();
    int threads = pass.context().parallelism();
    int block = (long) rows * in * out < SMALL ? out : blockSize(out, threads);
    int scratchSize = kernels.gemmScratch(block, in, rows);
    float[] scratch = pass.scratch(scratchSize * threads);
    pass.countMultiplyAdds((long) rows * in * out);
    pass.forEach(
        (out + block - 1) / Math.max(1, block),
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

  private static int blockSize(int out, int threads) {
    int least = (out + threads - 1) / threads;
    return Math.min(out, (least + ROW_UNIT - 1) / ROW_UNIT * ROW_UNIT);
  }

  /** db: the sum of dy's rows. */
  private static Tensor ofBias(int out, Tensor dy, BackwardPass pass) {
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
