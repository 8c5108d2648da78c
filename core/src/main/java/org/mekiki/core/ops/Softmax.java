package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Pass;
import org.mekiki.core.tensor.Tensor;

/** e^x / Σ e^x along the last axis. */
final class Softmax extends RowOp {
  @Override
  void rows(Pass pass, int rows, int cols, Tensor x, Tensor y) {
    pass.kernels()
        .softmaxRows(rows, cols, 1f, x.array(), x.offset(), cols, y.array(), y.offset(), cols);
  }

  @Override
  void rowsVjp(Pass pass, int rows, int cols, Tensor y, Tensor dy, Tensor dx) {
    pass.kernels()
        .softmaxVjpRows(
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
