package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
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

  @Override
  public boolean holds(int operand, BackwardRules rules) {
    return rules.holdsWeights();
  }

  @Override
  Tensor ruled(Tensor y, BackwardPass pass) {
    if (pass.rules().weighting() == BackwardRules.Weighting.SHARED) {
      return y;
    }
    Tensor softer = pass.allocate(y.shape());
    int cols = y.shape().dim(-1);
    RowBlocks.forEachRow(
        pass,
        y.size() / cols,
        cols,
        row -> {
          int at = row * cols;
          soften(cols, 1, y.array(), y.offset() + at, softer.array(), softer.offset() + at);
        });
    return softer;
  }

  /**
   * Probabilities at twice the temperature: their roots, divided by the sum of these.
   *
   * @param n how many there are
   * @param stride distance of two of them
   */
  static void soften(int n, int stride, float[] p, int pAt, float[] softer, int softerAt) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.sqrt(p[pAt + i * stride]);
    }
    for (int i = 0; i < n; i++) {
      softer[softerAt + i * stride] = (float) (Math.sqrt(p[pAt + i * stride]) / sum);
    }
  }

  /**
   * Of its parts, as DeepSHAP takes them (Lundberg and Lee 2017): the rescale rule for e^x and 1/Σ,
   * and for their product the mean of both orders.
   */
  @Override
  double[] rowMultipliers(double[] x, double[] b, double[] g) {
    var parts = new Exponentials(x, b);
    double inverse = 1 / parts.sum();
    double inverseReference = 1 / parts.referenceSum();
    double common = 0;
    for (int j = 0; j < g.length; j++) {
      common += g[j] * parts.mean(j);
    }
    double ofSum = -common * inverse * inverseReference;
    double[] m = new double[g.length];
    for (int j = 0; j < g.length; j++) {
      m[j] = (g[j] * (inverse + inverseReference) / 2 + ofSum) * parts.quotient(j);
    }
    return parts.ofElements(m);
  }
}
