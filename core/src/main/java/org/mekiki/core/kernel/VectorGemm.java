package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix products over packed panels.
 *
 * <p>B is cut into panels of {@link VectorTiles#PANEL} columns, each stored step after step and
 * filled up with zeros. A block of rows of A is interleaved once; then each panel is multiplied
 * with all of its tiles, a part of the steps at a time, so that this part of the panel stays in the
 * first-level cache while A streams by from the second. The tiles of C of one panel are kept side
 * by side and copied to their rows at the end.
 */
final class VectorGemm {
  /** Rows of A that are interleaved together. */
  private static final int ROW_BLOCK = 96;

  /** Steps after which the tiles are left for the next ones: 24 KiB of a 512-bit panel. */
  private static final int STEP_BLOCK = 192;

  private final ScratchPool pool = new ScratchPool();

  /** Panels of a weight, made once. */
  record Panels(int rows, int columns, float[] values) implements PackedMatrix {}

  /** A with free strides; one of them is 1. */
  private record Rows(float[] values, int offset, int rowStride, int stepStride) {
    /** Interleaves a block's tiles one after the other, each with all of its steps. */
    void interleave(int first, int count, int k, float[] to) {
      for (int i = 0; i < count; ) {
        int height = VectorTiles.height(count - i);
        int rows = Math.min(height, count - i);
        int start = offset + (first + i) * rowStride;
        if (stepStride == 1) {
          RowInterleave.fromRows(rows, height, k, values, start, rowStride, to, i * k);
        } else {
          RowInterleave.fromColumns(rows, height, k, values, start, stepStride, to, i * k);
        }
        i += height;
      }
    }
  }

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
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      if (width < PANEL) {
        RowInterleave.fromColumns(width, PANEL, k, b, bOffset + j, ldb, out, j * k);
        continue;
      }
      for (int p = 0; p < k; p++) {
        int from = bOffset + p * ldb + j;
        int to = j * k + p * PANEL;
        FloatVector.fromArray(F, b, from).intoArray(out, to);
        FloatVector.fromArray(F, b, from + L).intoArray(out, to + L);
      }
    }
  }

  private static void packTransposedInto(
      int k, int n, float[] b, int bOffset, int ldb, float[] out) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      RowInterleave.fromRows(width, PANEL, k, b, bOffset + j * ldb, ldb, out, j * k);
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
    var rows = new Rows(a, aOffset, rowStride, stepStride);
    multiply(m, k, rows, packed, null, 0, n, n, c, cOffset, ldc, accumulate);
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
    var rows = new Rows(a, aOffset, lda, 1);
    multiply(
        m,
        b.rows(),
        rows,
        b.values(),
        bias,
        columnFrom,
        columnTo,
        b.columns(),
        c,
        cOffset,
        ldc,
        false);
  }

  private void multiply(
      int m,
      int k,
      Rows a,
      float[] panels,
      float[] bias,
      int columnFrom,
      int columnTo,
      int columns,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate) {
    int blockRows = VectorTiles.paddedRows(Math.min(m, ROW_BLOCK));
    float[] interleaved = pool.take(blockRows * k);
    float[] tiles = pool.take(blockRows * PANEL);
    for (int first = 0; first < m; first += ROW_BLOCK) {
      int rows = Math.min(ROW_BLOCK, m - first);
      a.interleave(first, rows, k, interleaved);
      for (int j = columnFrom; j < columnTo; j += PANEL) {
        int width = Math.min(PANEL, columns - j);
        int corner = cOffset + first * ldc + j;
        if (accumulate) {
          load(rows, width, c, corner, ldc, tiles);
        } else {
          begin(rows, width, bias, j, tiles);
        }
        multiplyPanel(rows, k, interleaved, panels, j * k, tiles);
        store(rows, width, tiles, c, corner, ldc);
      }
    }
    pool.give(tiles);
    pool.give(interleaved);
  }

  private static void multiplyPanel(
      int rows, int k, float[] interleaved, float[] panels, int panel, float[] tiles) {
    for (int step = 0; step < k; step += STEP_BLOCK) {
      int steps = Math.min(STEP_BLOCK, k - step);
      for (int i = 0; i < rows; ) {
        int height = VectorTiles.height(rows - i);
        VectorTiles.multiply(
            height,
            steps,
            interleaved,
            i * k + step * height,
            panels,
            panel + step * PANEL,
            tiles,
            i * PANEL);
        i += height;
      }
    }
  }

  /** What the accumulators begin with: the bias, or zeros. */
  private static void begin(int rows, int width, float[] bias, int column, float[] tiles) {
    var left = FloatVector.zero(F);
    var right = left;
    if (bias != null) {
      left = FloatVector.fromArray(F, bias, column, F.indexInRange(0, width));
      right = FloatVector.fromArray(F, bias, column + L, F.indexInRange(L, width));
    }
    for (int i = 0; i < rows; i++) {
      left.intoArray(tiles, i * PANEL);
      right.intoArray(tiles, i * PANEL + L);
    }
  }

  private static void load(int rows, int width, float[] c, int corner, int ldc, float[] tiles) {
    var left = F.indexInRange(0, width);
    var right = F.indexInRange(L, width);
    for (int i = 0; i < rows; i++) {
      int row = corner + i * ldc;
      FloatVector.fromArray(F, c, row, left).intoArray(tiles, i * PANEL);
      FloatVector.fromArray(F, c, row + L, right).intoArray(tiles, i * PANEL + L);
    }
  }

  private static void store(int rows, int width, float[] tiles, float[] c, int corner, int ldc) {
    if (width == PANEL) {
      for (int i = 0; i < rows; i++) {
        int row = corner + i * ldc;
        FloatVector.fromArray(F, tiles, i * PANEL).intoArray(c, row);
        FloatVector.fromArray(F, tiles, i * PANEL + L).intoArray(c, row + L);
      }
      return;
    }
    var left = F.indexInRange(0, width);
    var right = F.indexInRange(L, width);
    for (int i = 0; i < rows; i++) {
      int row = corner + i * ldc;
      FloatVector.fromArray(F, tiles, i * PANEL).intoArray(c, row, left);
      FloatVector.fromArray(F, tiles, i * PANEL + L).intoArray(c, row + L, right);
    }
  }
}
