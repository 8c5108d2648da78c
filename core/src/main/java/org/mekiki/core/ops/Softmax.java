package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** e^x / Σ e^x along the last axis. */
final class Softmax extends RowOp {
  @Override
  void rows(Kernels kernels, int rows, int cols, Tensor x, Tensor y) {
    kernels.softmaxRows(rows, cols, 1f, x.array(), x.offset(), cols, y.array(), y.offset(), cols);
  }

  @Override
  void rowsVjp(Kernels kernels, int rows, int cols, Tensor y, Tensor dy, Tensor dx) {
    kernels.softmaxVjpRows(
        rows,
        cols,
        1f,
        y.array(),
        y.offset(),
        cols,
        dy.array(),
        dy.offset(),
        cols,
        dx.array(),
        dx.offset(),
        cols);
  }
}
