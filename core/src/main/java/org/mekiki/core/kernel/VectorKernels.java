package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;

/** Kernels in vectors of the machine's width: products over packed panels, and row kernels. */
final class VectorKernels extends VectorElementwise {
  @Override
  public String name() {
    return "vector-" + F.vectorBitSize();
  }

  @Override
  public String blockSizes() {
    return Lanes.SIZES.describe();
  }

  @Override
  public int gemmScratch(int m, int n, int k) {
    return Panels.floats(n, k) + VectorGemm.blockFloats(m, k);
  }

  @Override
  public int gemmPackedScratch(int m, int k) {
    return VectorGemm.blockFloats(m, k);
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
    VectorGemm.multiply(
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        1,
        b,
        bOffset,
        ldb,
        false,
        c,
        cOffset,
        ldc,
        accumulate,
        scratch,
        scratchOffset);
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
    VectorGemm.multiply(
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        1,
        b,
        bOffset,
        ldb,
        true,
        c,
        cOffset,
        ldc,
        accumulate,
        scratch,
        scratchOffset);
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
    VectorGemm.multiply(
        m,
        n,
        k,
        a,
        aOffset,
        1,
        lda,
        b,
        bOffset,
        ldb,
        false,
        c,
        cOffset,
        ldc,
        accumulate,
        scratch,
        scratchOffset);
  }

  @Override
  public PackedMatrix pack(int k, int n, MatrixRows b) {
    return Panels.of(k, n, b);
  }

  @Override
  public PackedMatrix packTransposed(int k, int n, MatrixRows b) {
    return Panels.ofTransposed(k, n, b);
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
    if (!(b instanceof Panels panels)) {
      throw new IllegalArgumentException("matrix was packed by kernels other than " + name());
    }
    VectorGemm.multiplyPacked(
        m,
        a,
        aOffset,
        lda,
        panels,
        bias,
        columnFrom,
        columnTo,
        c,
        cOffset,
        ldc,
        scratch,
        scratchOffset);
  }

  @Override
  public int columnBlock() {
    return VectorTiles.PANEL;
  }

  /** Not in any hot path of an encoder: the readable definition serves. */
  @Override
  public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
    KernelSelection.scalar().log(n, x, xOffset, y, yOffset);
  }

  @Override
  public float sum(int n, float[] x, int xOffset) {
    return LaneSums.sum(n, x, xOffset);
  }

  @Override
  public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
    return LaneSums.dot(n, x, xOffset, y, yOffset);
  }

  @Override
  public float max(int n, float[] x, int xOffset) {
    return LaneSums.max(n, x, xOffset);
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
      softmaxRow(cols, scale, x, xOffset + i * ldx, y, yOffset + i * ldy);
    }
  }

  /** The scale is positive, so the largest element stays the largest. */
  private void softmaxRow(int cols, float scale, float[] x, int from, float[] y, int to) {
    float max = scale * LaneSums.max(cols, x, from);
    int whole = F.loopBound(cols);
    VectorExp.ofDifference(whole, scale, x, from, max, y, to);
    if (whole < cols) {
      VectorExp.ofDifference(
          LaneSums.rest(whole, cols), scale, x, from + whole, max, y, to + whole);
    }
    scale(cols, 1f / LaneSums.sum(cols, y, to), y, to, y, to);
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
      float dot = LaneSums.dot(cols, y, yRow, dy, dyRow);
      softmaxVjpRow(cols, scale, y, yRow, dy, dyRow, dot, dx, dxRow);
    }
  }

  private static void softmaxVjpRow(
      int cols,
      float scale,
      float[] y,
      int yRow,
      float[] dy,
      int dyRow,
      float dot,
      float[] dx,
      int dxRow) {
    int j = 0;
    for (; j < F.loopBound(cols); j += L) {
      var p = FloatVector.fromArray(F, y, yRow + j).mul(scale);
      FloatVector.fromArray(F, dy, dyRow + j).sub(dot).mul(p).intoArray(dx, dxRow + j);
    }
    if (j < cols) {
      var mask = LaneSums.rest(j, cols);
      var p = FloatVector.fromArray(F, y, yRow + j, mask).mul(scale);
      FloatVector.fromArray(F, dy, dyRow + j, mask).sub(dot).mul(p).intoArray(dx, dxRow + j, mask);
    }
  }

  /** An odd number of vectors: the rows of a column then fall into different cache sets. */
  @Override
  public int paddedColumns(int columns) {
    return ((columns + L - 1) / L | 1) * L;
  }

  @Override
  public void softmaxColumns(int rows, int columns, float scale, float[] x, int xOffset, int ldx) {
    for (int j = 0; j < columns; j += L) {
      VectorSoftmax.column(rows, scale, x, xOffset + j, ldx);
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
    for (int j = 0; j < columns; j += L) {
      VectorSoftmax.columnVjp(rows, scale, y, yOffset + j, ldy, dy, dyOffset + j, lddy);
    }
  }

  /** The head's last step, a few values a sentence: the readable definition serves. */
  @Override
  public void logSoftmaxRows(int rows, int cols, float[] x, int xOffset, float[] y, int yOffset) {
    KernelSelection.scalar().logSoftmaxRows(rows, cols, x, xOffset, y, yOffset);
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
    KernelSelection.scalar().logSoftmaxVjpRows(rows, cols, y, yOffset, dy, dyOffset, dx, dxOffset);
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
      float center = LaneSums.sum(cols, x, from) / cols;
      float variance = VectorLayerNorm.squares(cols, x, from, center) / cols;
      float scale = (float) (1 / Math.sqrt((double) variance + epsilon));
      mean[meanOffset + i] = center;
      rstd[rstdOffset + i] = scale;
      VectorLayerNorm.apply(
          cols, x, from, center, scale, gamma, gammaOffset, beta, betaOffset, y, to);
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
      VectorLayerNorm.vjp(
          cols,
          x,
          xOffset + i * cols,
          gamma,
          gammaOffset,
          mean[meanOffset + i],
          rstd[rstdOffset + i],
          dy,
          dyOffset + i * cols,
          dx,
          dxOffset + i * cols);
    }
  }

  @Override
  public void dropout(
      int n, int key, int threshold, float scale, float[] x, int xOffset, float[] y, int yOffset) {
    VectorDropout.apply(n, key, threshold, scale, x, xOffset, y, yOffset);
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
    KernelSelection.scalar()
        .layerNormParametersVjp(
            rows,
            cols,
            x,
            xOffset,
            mean,
            meanOffset,
            rstd,
            rstdOffset,
            dy,
            dyOffset,
            dGamma,
            dGammaOffset,
            dBeta,
            dBetaOffset);
  }
}
