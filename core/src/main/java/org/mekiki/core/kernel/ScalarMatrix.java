package org.mekiki.core.kernel;

import java.util.Arrays;

/**
 * A matrix of weights for the scalar kernels.
 *
 * <p>Each row is an array of its own, and a row of the product is added up in one that has the same
 * places: only where all arrays of a loop are read at the same index does the JDK's compiler use
 * the processor's vectors by itself, which is worth a factor of six here.
 *
 * @param rows k
 * @param columns n
 * @param values k arrays of n
 */
record ScalarMatrix(int rows, int columns, float[][] values) implements PackedMatrix {
  /**
   * Rows of the product that four rows of the matrix are added to in turn: those stay in the first
   * cache meanwhile, and so do the sums.
   */
  private static final int ROWS_TOGETHER = 4;

  private static final ThreadLocal<float[][]> SUMS = new ThreadLocal<>();

  /** A matrix [k, n] that is read by its rows. */
  static ScalarMatrix of(int k, int n, MatrixRows b) {
    float[][] values = new float[k][n];
    for (int p = 0; p < k; p++) {
      b.read(p, p + 1, values[p]);
    }
    return new ScalarMatrix(k, n, values);
  }

  /** A matrix [k, n] that is read by its columns. */
  static ScalarMatrix ofTransposed(int k, int n, MatrixRows b) {
    float[][] values = new float[k][n];
    float[] column = new float[k];
    for (int j = 0; j < n; j++) {
      b.read(j, j + 1, column);
      for (int p = 0; p < k; p++) {
        values[p][j] = column[p];
      }
    }
    return new ScalarMatrix(k, n, values);
  }

  @Override
  public MatrixRows transposed() {
    return (from, to, target) -> {
      for (int j = from; j < to; j++) {
        for (int p = 0; p < rows; p++) {
          target[(j - from) * rows + p] = values[p][j];
        }
      }
    };
  }

  /** The columns {@code from} … {@code to} − 1 of A · B + bias: k ascending, the bias last. */
  void multiply(
      int m,
      float[] a,
      int aOffset,
      int lda,
      float[] bias,
      int from,
      int to,
      float[] c,
      int cOffset,
      int ldc) {
    float[][] sums = sums();
    for (int i = 0; i < m; i += ROWS_TOGETHER) {
      int count = Math.min(ROWS_TOGETHER, m - i);
      for (int r = 0; r < count; r++) {
        Arrays.fill(sums[r], from, to, 0f);
      }
      addRows(count, a, aOffset + i * lda, lda, from, to, sums);
      for (int r = 0; r < count; r++) {
        int row = cOffset + (i + r) * ldc;
        System.arraycopy(sums[r], from, c, row + from, to - from);
        for (int j = from; bias != null && j < to; j++) {
          c[row + j] += bias[j];
        }
      }
    }
  }

  /** Arrays for a thread's sums, which it keeps: a product allocates nothing. */
  private float[][] sums() {
    float[][] kept = SUMS.get();
    if (kept == null || kept[0].length < columns) {
      kept = new float[ROWS_TOGETHER][columns];
      SUMS.set(kept);
    }
    return kept;
  }

  private void addRows(int count, float[] a, int at, int lda, int from, int to, float[][] sums) {
    int p = 0;
    for (; p <= rows - 4; p += 4) {
      for (int r = 0; r < count; r++) {
        int factors = at + r * lda + p;
        addFour(
            a[factors],
            values[p],
            a[factors + 1],
            values[p + 1],
            a[factors + 2],
            values[p + 2],
            a[factors + 3],
            values[p + 3],
            sums[r],
            from,
            to);
      }
    }
    for (; p < rows; p++) {
      for (int r = 0; r < count; r++) {
        addOne(a[at + r * lda + p], values[p], sums[r], from, to);
      }
    }
  }

  /** Four steps in their order; the sums are read and written once. */
  private static void addFour(
      float a0,
      float[] b0,
      float a1,
      float[] b1,
      float a2,
      float[] b2,
      float a3,
      float[] b3,
      float[] sums,
      int from,
      int to) {
    for (int j = from; j < to; j++) {
      float sum = Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]));
      sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], sum));
    }
  }

  private static void addOne(float a, float[] b, float[] sums, int from, int to) {
    for (int j = from; j < to; j++) {
      sums[j] = Math.fma(a, b[j], sums[j]);
    }
  }
}
