package org.mekiki.core.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * The readable definition of every kernel, in plain loops.
 *
 * <p>Element functions are computed in double and rounded once; sums over a row run in double;
 * matrix products accumulate in float by fused multiply-add, k ascending.
 */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String blockSizes() {
    return "none: a row of B after the other";
  }

  @Override
  public int gemmScratch(int m, int n, int k) {
    return 0;
  }

  @Override
  public int gemmPackedScratch(int m, int k) {
    return 0;
  }

  @Override
  public void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (!accumulate) {
        java.util.Arrays.fill(c, row, row + n, 0f);
      }
      for (int p = 0; p < k; p++) {
        float factor = a[aOffset + i * lda + p];
        for (int j = 0; j < n; j++) {
          c[row + j] = Math.fma(factor, b[bOffset + p * ldb + j], c[row + j]);
        }
      }
    }
  }

  @Override
  public void gemmTransB(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = accumulate ? c[cOffset + i * ldc + j] : 0f;
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[aOffset + i * lda + p], b[bOffset + j * ldb + p], sum);
        }
        c[cOffset + i * ldc + j] = sum;
      }
    }
  }

  @Override
  public void gemmTransA(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int scratchOffset) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (!accumulate) {
        java.util.Arrays.fill(c, row, row + n, 0f);
      }
      for (int p = 0; p < k; p++) {
        float factor = a[aOffset + p * lda + i];
        for (int j = 0; j < n; j++) {
          c[row + j] = Math.fma(factor, b[bOffset + p * ldb + j], c[row + j]);
        }
      }
    }
  }

  @Override
  public PackedMatrix pack(int k, int n, MatrixRows b) {
    return ScalarMatrix.of(k, n, b);
  }

  @Override
  public PackedMatrix packTransposed(int k, int n, MatrixRows b) {
    return ScalarMatrix.ofTransposed(k, n, b);
  }

  @Override
  public void gemmPacked(
      int m,
      float[] a,
      int aOffset,
      int lda,
      PackedMatrix b,
      float[] bias,
      int columnFrom,
      int columnTo,
      float[] c,
      int cOffset,
      int ldc,
      float[] scratch,
      int scratchOffset) {
    if (!(b instanceof ScalarMatrix matrix)) {
      throw new IllegalArgumentException("matrix was packed by kernels other than " + name());
    }
    matrix.multiply(m, a, aOffset, lda, bias, columnFrom, columnTo, c, cOffset, ldc);
  }

  @Override
  public int columnBlock() {
    return 16;
  }

  private static void map(
      DoubleUnaryOperator f, int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = (float) f.applyAsDouble(x[xOffset + i]);
    }
  }

  private static void mapVjp(
      DoubleUnaryOperator derivative,
      int n,
      float[] x,
      int xOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    for (int i = 0; i < n; i++) {
      dx[dxOffset + i] = (float) (dy[dyOffset + i] * derivative.applyAsDouble(x[xOffset + i]));
    }
  }

  @Override
  public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(Math::exp, n, x, xOffset, y, yOffset);
  }

  @Override
  public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(Math::log, n, x, xOffset, y, yOffset);
  }

  @Override
  public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(Math::tanh, n, x, xOffset, y, yOffset);
  }

  @Override
  public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(v -> 1 / (1 + Math.exp(-v)), n, x, xOffset, y, yOffset);
  }

  @Override
  public void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.max(x[xOffset + i], 0f);
    }
  }

  @Override
  public void erf(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(NormalDistribution::erf, n, x, xOffset, y, yOffset);
  }

  @Override
  public void gelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(ScalarKernels::gelu, n, x, xOffset, y, yOffset);
  }

  @Override
  public void geluTanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
    map(ScalarKernels::geluTanh, n, x, xOffset, y, yOffset);
  }

  private static double gelu(double v) {
    return v * NormalDistribution.cdf(v);
  }

  private static double geluTanh(double v) {
    return v * logistic(2 * geluInner(v));
  }

  /** √(2/π) (v + 0.044715 v³); (1 + tanh u)/2 is the logistic function of 2u. */
  private static double geluInner(double v) {
    return Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v);
  }

  private static double logistic(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  @Override
  public void tanhVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    mapVjp(v -> 1 - v * v, n, y, yOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void sigmoidVjp(
      int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    mapVjp(v -> v * (1 - v), n, y, yOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void reluVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    mapVjp(v -> v > 0 ? 1 : 0, n, x, xOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void erfVjp(
      int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
    mapVjp(
        v -> 2 / Math.sqrt(Math.PI) * Math.exp(-v * v), n, x, xOffset, dy, dyOffset, dx, dxOffset);
  }

  @Override
  public void geluWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    for (int i = 0; i < n; i++) {
      double v = x[xOffset + i];
      double cdf = NormalDistribution.cdf(v);
      y[yOffset + i] = (float) (v * cdf);
      slope[slopeOffset + i] = (float) (cdf + v * NormalDistribution.density(v));
    }
  }

  @Override
  public void geluTanhWithSlope(
      int n, float[] x, int xOffset, float[] y, int yOffset, float[] slope, int slopeOffset) {
    for (int i = 0; i < n; i++) {
      double v = x[xOffset + i];
      y[yOffset + i] = (float) geluTanh(v);
      slope[slopeOffset + i] = (float) geluTanhDerivative(v);
    }
  }

  private static double geluTanhDerivative(double v) {
    double s = logistic(2 * geluInner(v));
    double innerDerivative = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * v * v);
    return s + v * s * (1 - s) * 2 * innerDerivative;
  }

  @Override
  public void add(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] + y[yOffset + i];
    }
  }

  @Override
  public void sub(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] - y[yOffset + i];
    }
  }

  @Override
  public void mul(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void div(int n, float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset) {
    for (int i = 0; i < n; i++) {
      z[zOffset + i] = x[xOffset + i] / y[yOffset + i];
    }
  }

  @Override
  public void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = factor * x[xOffset + i];
    }
  }

  @Override
  public void axpy(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] = Math.fma(factor, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void dropout(
      int n, int key, int threshold, float scale, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < n; i++) {
      boolean kept = RandomBits.of(key, i) >>> 16 >= threshold;
      y[yOffset + i] = kept ? scale * x[xOffset + i] : 0f;
    }
  }

  @Override
  public float sum(int n, float[] x, int xOffset) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xOffset + i];
    }
    return (float) sum;
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) x[xOffset + i] * y[yOffset + i];
    }
    return (float) sum;
  }

  @Override
  public float max(int n, float[] x, int xOffset) {
    float max = x[xOffset];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, x[xOffset + i]);
    }
    return max;
  }

  @Override
  public void softmaxRows(
      int rows,
      int cols,
      float scale,
      float[] x,
      int xOffset,
      int ldx,
      float[] y,
      int yOffset,
      int ldy) {
    for (int i = 0; i < rows; i++) {
      int from = xOffset + i * ldx;
      int to = yOffset + i * ldy;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < cols; j++) {
        max = Math.max(max, scale * x[from + j]);
      }
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        float e = (float) Math.exp((double) scale * x[from + j] - max);
        y[to + j] = e;
        sum += e;
      }
      for (int j = 0; j < cols; j++) {
        y[to + j] = (float) (y[to + j] / sum);
      }
    }
  }

  @Override
  public void softmaxVjpRows(
      int rows,
      int cols,
      float scale,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy,
      float[] dx,
      int dxOffset,
      int lddx) {
    for (int i = 0; i < rows; i++) {
      int yRow = yOffset + i * ldy;
      int dyRow = dyOffset + i * lddy;
      int dxRow = dxOffset + i * lddx;
      float dot = dot(cols, y, yRow, dy, dyRow);
      for (int j = 0; j < cols; j++) {
        dx[dxRow + j] = scale * y[yRow + j] * (dy[dyRow + j] - dot);
      }
    }
  }

  @Override
  public int paddedColumns(int columns) {
    return columns;
  }

  @Override
  public void softmaxColumns(int rows, int columns, float scale, float[] x, int xOffset, int ldx) {
    for (int j = 0; j < columns; j++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < rows; i++) {
        max = Math.max(max, scale * x[xOffset + i * ldx + j]);
      }
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        int at = xOffset + i * ldx + j;
        x[at] = (float) Math.exp((double) scale * x[at] - max);
        sum += x[at];
      }
      for (int i = 0; i < rows; i++) {
        x[xOffset + i * ldx + j] /= (float) sum;
      }
    }
  }

  @Override
  public void softmaxVjpColumns(
      int rows,
      int columns,
      float scale,
      float[] y,
      int yOffset,
      int ldy,
      float[] dy,
      int dyOffset,
      int lddy) {
    for (int j = 0; j < columns; j++) {
      double dot = 0;
      for (int i = 0; i < rows; i++) {
        dot += (double) y[yOffset + i * ldy + j] * dy[dyOffset + i * lddy + j];
      }
      for (int i = 0; i < rows; i++) {
        int at = dyOffset + i * lddy + j;
        dy[at] = scale * y[yOffset + i * ldy + j] * (dy[at] - (float) dot);
      }
    }
  }

  @Override
  public void logSoftmaxRows(int rows, int cols, float[] x, int xOffset, float[] y, int yOffset) {
    for (int i = 0; i < rows; i++) {
      int from = xOffset + i * cols;
      int to = yOffset + i * cols;
      float max = max(cols, x, from);
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += Math.exp((double) x[from + j] - max);
      }
      double logSum = max + Math.log(sum);
      for (int j = 0; j < cols; j++) {
        y[to + j] = (float) (x[from + j] - logSum);
      }
    }
  }

  @Override
  public void logSoftmaxVjpRows(
      int rows,
      int cols,
      float[] y,
      int yOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    for (int i = 0; i < rows; i++) {
      int row = i * cols;
      float sum = sum(cols, dy, dyOffset + row);
      for (int j = 0; j < cols; j++) {
        dx[dxOffset + row + j] =
            (float) (dy[dyOffset + row + j] - Math.exp(y[yOffset + row + j]) * sum);
      }
    }
  }

  @Override
  public void layerNormRows(
      int rows,
      int cols,
      float epsilon,
      float[] x,
      int xOffset,
      float[] gamma,
      int gammaOffset,
      float[] beta,
      int betaOffset,
      float[] y,
      int yOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset) {
    for (int i = 0; i < rows; i++) {
      int from = xOffset + i * cols;
      int to = yOffset + i * cols;
      double sum = 0;
      for (int j = 0; j < cols; j++) {
        sum += x[from + j];
      }
      double center = sum / cols;
      double squares = 0;
      for (int j = 0; j < cols; j++) {
        double deviation = x[from + j] - center;
        squares += deviation * deviation;
      }
      double inverse = 1 / Math.sqrt(squares / cols + epsilon);
      mean[meanOffset + i] = (float) center;
      rstd[rstdOffset + i] = (float) inverse;
      for (int j = 0; j < cols; j++) {
        double normalized = (x[from + j] - center) * inverse;
        y[to + j] = (float) (normalized * gamma[gammaOffset + j] + beta[betaOffset + j]);
      }
    }
  }

  @Override
  public void layerNormVjpRows(
      int rows,
      int cols,
      float[] x,
      int xOffset,
      float[] gamma,
      int gammaOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset,
      float[] dy,
      int dyOffset,
      float[] dx,
      int dxOffset) {
    for (int i = 0; i < rows; i++) {
      int row = i * cols;
      double center = mean[meanOffset + i];
      double inverse = rstd[rstdOffset + i];
      double sum = 0;
      double projection = 0;
      for (int j = 0; j < cols; j++) {
        double g = (double) gamma[gammaOffset + j] * dy[dyOffset + row + j];
        sum += g;
        projection += g * (x[xOffset + row + j] - center) * inverse;
      }
      for (int j = 0; j < cols; j++) {
        double g = (double) gamma[gammaOffset + j] * dy[dyOffset + row + j];
        double normalized = (x[xOffset + row + j] - center) * inverse;
        dx[dxOffset + row + j] =
            (float) (inverse * (g - sum / cols - normalized * projection / cols));
      }
    }
  }

  @Override
  public void layerNormParametersVjp(
      int rows,
      int cols,
      float[] x,
      int xOffset,
      float[] mean,
      int meanOffset,
      float[] rstd,
      int rstdOffset,
      float[] dy,
      int dyOffset,
      float[] dGamma,
      int dGammaOffset,
      float[] dBeta,
      int dBetaOffset) {
    for (int i = 0; i < rows; i++) {
      int row = i * cols;
      for (int j = 0; j < cols; j++) {
        float g = dy[dyOffset + row + j];
        float normalized = (x[xOffset + row + j] - mean[meanOffset + i]) * rstd[rstdOffset + i];
        dGamma[dGammaOffset + j] = Math.fma(g, normalized, dGamma[dGammaOffset + j]);
        dBeta[dBetaOffset + j] += g;
      }
    }
  }
}
