package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.tensor.Tensor;

/** x − ln Σ e^x along the last axis. */
final class LogSoftmax extends RowOp {
  @Override
  void rows(Pass pass, int rows, int cols, Tensor x, Tensor y) {
    pass.kernels().logSoftmaxRows(rows, cols, x.array(), x.offset(), y.array(), y.offset());
  }

  @Override
  void rowsVjp(Pass pass, int rows, int cols, Tensor y, Tensor dy, Tensor dx) {
    pass.kernels()
        .logSoftmaxVjpRows(
            rows, cols, y.array(), y.offset(), dy.array(), dy.offset(), dx.array(), dx.offset());
  }
}
