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

  /** Of its parts: x is linear, and e^x and the logarithm of Σ take the rescale rule. */
  @Override
  double[] rowMultipliers(double[] x, double[] b, double[] g) {
    var parts = new Exponentials(x, b);
    double sum = parts.sum();
    double reference = parts.referenceSum();
    double quotient = sum == reference ? 1 / sum : Math.log(sum / reference) / (sum - reference);
    double total = Rows.mean(g) * g.length;
    double[] m = new double[g.length];
    for (int j = 0; j < g.length; j++) {
      m[j] = g[j] - total * quotient * parts.quotient(j);
    }
    return parts.ofElements(m);
  }
}
