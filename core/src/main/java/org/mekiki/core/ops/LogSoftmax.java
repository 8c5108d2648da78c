package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** x − ln Σ e^x along the last axis. */
final class LogSoftmax extends RowOp {
  @Override
  void rows(Kernels kernels, int rows, int cols, Tensor x, Tensor y) {
    kernels.logSoftmaxRows(rows, cols, x.array(), x.offset(), y.array(), y.offset());
  }

  @Override
  void rowsVjp(Kernels kernels, int rows, int cols, Tensor y, Tensor dy, Tensor dx) {
    kernels.logSoftmaxVjpRows(
        rows, cols, y.array(), y.offset(), dy.array(), dy.offset(), dx.array(), dx.offset());
  }
}
