package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.VectorTiles.PANEL;

import java.util.Arrays;

/**
 * Matrix products over packed panels.
 *
 * <p>B is cut into panels of {@link VectorTiles#PANEL} columns, each stored step after step and
 * filled up with zeros, so that a tile reads it in order. A panel is used for a block of rows
 * before the next one is read: it stays in the first-level cache for attention's products and in
 * the second for the others.
 */
final class VectorGemm {
  private final ScratchPool pool = new ScratchPool();

  /** Panels of a weight, made once. */
  record Panels(int rows, int columns, float[] values) implements PackedMatrix {}

  private static int panels(int n) {
    return (n + PANEL - 1) / PANEL;
  }

  Panels pack(int k, int n, float[] b, int bOffset, int ldb) {
    float[] values = new float[panels(n) * PANEL * k];
    packInto(k, n, b, bOffset, ldb, values);
    return new Panels(k, n, values);
  }

  Panels packTransposed(int k, int n, float[] b, int bOffset, int ldb) {
    float[] values = new float[panels(n) * PANEL * k];
    packTransposedInto(k, n, b, bOffset, ldb, values);
    return new Panels(k, n, values);
  }

  private static void packInto(int k, int n, float[] b, int bOffset, int ldb, float[] out) {
    int at = 0;
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      for (int p = 0; p < k; p++, at += PANEL) {
        System.arraycopy(b, bOffset + p * ldb + j, out, at, width);
        Arrays.fill(out, at + width, at + PANEL, 0f);
      }
    }
  }

  private static void packTransposedInto(
      int k, int n, float[] b, int bOffset, int ldb, float[] out) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      int panel = j * k;
      for (int q = 0; q < width; q++) {
        int from = bOffset + (j + q) * ldb;
        for (int p = 0, to = panel + q; p < k; p++, to += PANEL) {
          out[to] = b[from + p];
        }
      }
      if (width < PANEL) {
        for (int p = 0, to = panel; p < k; p++, to += PANEL) {
          Arrays.fill(out, to + width, to + PANEL, 0f);
        }
      }
    }
  }

  /** C (+)= A · B with A's strides free; {@code transposed} says that B is stored as [n,k]. */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int rowStride,
      int stepStride,
      float[] b,
      int bOffset,
      int ldb,
      boolean transposed,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    float[] packed = pool.take(panels(n) * PANEL * k);
    if (transposed) {
      packTransposedInto(k, n, b, bOffset, ldb, packed);
    } else {
      packInto(k, n, b, bOffset, ldb, packed);
    }
    if (!accumulate) {
      begin(m, 0, n, null, c, cOffset, ldc);
    }
    addProduct(m, k, a, aOffset, rowStride, stepStride, packed, 0, n, c, cOffset, ldc);
    pool.give(packed);
  }

  void multiplyPacked(
      int m,
      float[] a,
      int aOffset,
      int lda,
      Panels b,
      float[] bias,
      int columnFrom,
      int columnTo,
      float[] c,
      int cOffset,
      int ldc) {
    begin(m, columnFrom, columnTo, bias, c, cOffset, ldc);
    addProduct(m, b.rows(), a, aOffset, lda, 1, b.values(), columnFrom, columnTo, c, cOffset, ldc);
  }

  /** Writes what the accumulators begin with: the bias, or zeros. */
  private static void begin(
      int m, int from, int to, float[] bias, float[] c, int cOffset, int ldc) {
    for (int i = 0; i < m; i++) {
      int row = cOffset + i * ldc;
      if (bias == null) {
        Arrays.fill(c, row + from, row + to, 0f);
      } else {
        System.arraycopy(bias, from, c, row + from, to - from);
      }
    }
  }

  /** Rows whose part of A is used again from the second-level cache for every panel. */
  private static final int ROW_BLOCK = 96;

  private void addProduct(
      int m,
      int k,
      float[] a,
      int aOffset,
      int rowStride,
      int stepStride,
      float[] panels,
      int columnFrom,
      int columnTo,
      float[] c,
      int cOffset,
      int ldc) {
    for (int block = 0; block < m; block += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, m - block);
      for (int j = columnFrom; j < columnTo; j += PANEL) {
        int width = Math.min(PANEL, columnTo - j);
        int aStart = aOffset + block * rowStride;
        int cStart = cOffset + block * ldc + j;
        if (width == PANEL) {
          fullPanel(rows, k, a, aStart, rowStride, stepStride, panels, j * k, c, cStart, ldc);
        } else {
          edgePanel(
              rows, width, k, a, aStart, rowStride, stepStride, panels, j * k, c, cStart, ldc);
        }
      }
    }
  }

  private static void fullPanel(
      int rows,
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panels,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    for (int i = 0; i < rows; ) {
      int height = VectorTiles.height(rows - i);
      VectorTiles.multiply(
          height,
          k,
          a,
          aStart + i * rowStride,
          rowStride,
          stepStride,
          panels,
          panelStart,
          c,
          cStart + i * ldc,
          ldc);
      i += height;
    }
  }

  /** Computes a narrow last panel in a buffer of full width: the same arithmetic an element. */
  private void edgePanel(
      int rows,
      int width,
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panels,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    float[] wide = pool.take(rows * PANEL);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(c, cStart + i * ldc, wide, i * PANEL, width);
      Arrays.fill(wide, i * PANEL + width, (i + 1) * PANEL, 0f);
    }
    fullPanel(rows, k, a, aStart, rowStride, stepStride, panels, panelStart, wide, 0, PANEL);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(wide, i * PANEL, c, cStart + i * ldc, width);
    }
    pool.give(wide);
  }
}
