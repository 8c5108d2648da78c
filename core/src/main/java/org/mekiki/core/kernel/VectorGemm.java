package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.Lanes.SIZES;
import static org.mekiki.core.kernel.VectorTiles.PANEL;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Matrix products over packed panels.
 *
 * <p>B is cut into panels of {@link VectorTiles#PANEL} columns, each stored step after step and
 * filled up with zeros. A block of rows of A is interleaved once; then each panel is multiplied
 * with all of its tiles, a part of the steps at a time, so that this part of the panel stays in the
 * first-level cache while A streams by from the second. The tiles of C of a few panels are kept
 * side by side and copied to their rows together.
 *
 * <p>See {@code docs/decisions/2026-11-24-kernels.md}.
 */
final class VectorGemm {
  /** Rows of A that are interleaved together, at most. */
  private static final int ROW_BLOCK = SIZES.rows();

  /** Columns of C that are kept side by side before they are copied to their rows. */
  private static final int COLUMN_BLOCK = 8 * PANEL;

  /** Steps after which the tiles are left for the next ones. */
  private static final int STEP_BLOCK = SIZES.steps();

  /** Steps after which the panels are left for the next ones. */
  private static final int STEPS_A_GROUP = SIZES.groupSteps();

  private VectorGemm() {}

  /**
   * Floats for a block of A's rows and its tiles of C, enough for m rows and for every smaller
   * number: 200 rows are cut into blocks of about 100, 190 are one block.
   */
  static int blockFloats(int m, int k) {
    return VectorTiles.paddedRows(Math.min(m, rowBlock(ROW_BLOCK))) * (k + COLUMN_BLOCK);
  }

  /** Rows of a block when m rows are cut evenly, in multiples of the largest tile. */
  private static int rowBlock(int m) {
    int blocks = Math.max(1, (m + ROW_BLOCK - 1) / ROW_BLOCK);
    int least = (m + blocks - 1) / blocks;
    int even = (least + VectorTiles.MAX_HEIGHT - 1) / VectorTiles.MAX_HEIGHT;
    return Math.min(m, even * VectorTiles.MAX_HEIGHT);
  }

  /** C (+)= A · B with A's strides free; {@code transposed} says that B is stored as [n,k]. */
  static void multiply(
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
      boolean accumulate,
      float[] scratch,
      int scratchOffset) {
    int block = scratchOffset + Panels.floats(n, k);
    if (transposed) {
      Panels.copyTransposed(k, n, b, bOffset, ldb, scratch, scratchOffset);
    } else {
      Panels.copy(k, n, b, bOffset, ldb, scratch, scratchOffset, k);
    }
    multiply(
        m,
        k,
        a,
        aOffset,
        rowStride,
        stepStride,
        scratch,
        scratchOffset,
        null,
        0,
        n,
        n,
        c,
        cOffset,
        ldc,
        accumulate,
        scratch,
        block);
  }

  static void multiplyPacked(
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
      int ldc,
      float[] scratch,
      int scratchOffset) {
    multiply(
        m,
        b.rows(),
        a,
        aOffset,
        lda,
        1,
        b.values(),
        Panels.START,
        bias,
        columnFrom,
        columnTo,
        b.columns(),
        c,
        cOffset,
        ldc,
        false,
        scratch,
        scratchOffset);
  }

  private static void multiply(
      int m,
      int k,
      float[] a,
      int aOffset,
      int rowStride,
      int stepStride,
      float[] panels,
      int panelsStart,
      float[] bias,
      int columnFrom,
      int columnTo,
      int columns,
      float[] c,
      int cOffset,
      int ldc,
      boolean accumulate,
      float[] scratch,
      int interleaved) {
    int block = rowBlock(m);
    int tiles = interleaved + VectorTiles.paddedRows(block) * k;
    for (int first = 0; first < m; first += block) {
      int rows = Math.min(block, m - first);
      int start = aOffset + first * rowStride;
      int tilesSize = VectorTiles.paddedRows(rows) * PANEL;
      interleave(rows, k, a, start, rowStride, stepStride, scratch, interleaved);
      for (int group = columnFrom; group < columnTo; group += COLUMN_BLOCK) {
        int end = Math.min(columnTo, group + COLUMN_BLOCK);
        for (int j = group, at = tiles; j < end; j += PANEL, at += tilesSize) {
          int corner = cOffset + first * ldc + j;
          if (accumulate) {
            load(rows, Math.min(PANEL, columns - j), c, corner, ldc, scratch, at);
          } else {
            Arrays.fill(scratch, at, at + rows * PANEL, 0f);
          }
        }
        for (int step = 0; step < k; step += STEPS_A_GROUP) {
          int steps = Math.min(STEPS_A_GROUP, k - step);
          for (int j = group, at = tiles; j < end; j += PANEL, at += tilesSize) {
            int panel = panelsStart + j * k;
            multiplyPanel(rows, k, step, steps, scratch, interleaved, panels, panel, at);
          }
        }
        int corner = cOffset + first * ldc + group;
        if (bias == null) {
          store(rows, end - group, scratch, tiles, tilesSize, c, corner, ldc);
        } else {
          storeWithBias(rows, end - group, scratch, tiles, tilesSize, bias, group, c, corner, ldc);
        }
      }
    }
  }

  /** A block's tiles one after the other, each with all of its steps; one of the strides is 1. */
  private static void interleave(
      int rows, int k, float[] a, int start, int rowStride, int stepStride, float[] to, int at) {
    for (int i = 0; i < rows; ) {
      int height = VectorTiles.height(rows - i);
      int count = Math.min(height, rows - i);
      int from = start + i * rowStride;
      if (stepStride == 1) {
        RowInterleave.fromRows(count, height, k, a, from, rowStride, to, at + i * k);
      } else {
        RowInterleave.fromColumns(count, height, k, a, from, stepStride, to, at + i * k);
      }
      i += height;
    }
  }

  private static void multiplyPanel(
      int rows,
      int k,
      int firstStep,
      int count,
      float[] scratch,
      int interleaved,
      float[] panels,
      int panel,
      int tiles) {
    for (int step = firstStep; step < firstStep + count; step += STEP_BLOCK) {
      int steps = Math.min(STEP_BLOCK, firstStep + count - step);
      for (int i = 0; i < rows; ) {
        int height = VectorTiles.height(rows - i);
        VectorTiles.multiply(
            height,
            steps,
            scratch,
            interleaved + i * k + step * height,
            panels,
            panel + step * PANEL,
            scratch,
            tiles + i * PANEL);
        i += height;
      }
    }
  }

  private static void load(
      int rows, int width, float[] c, int corner, int ldc, float[] tiles, int at) {
    var left = F.indexInRange(0, width);
    var right = F.indexInRange(L, width);
    for (int i = 0; i < rows; i++) {
      int row = corner + i * ldc;
      FloatVector.fromArray(F, c, row, left).intoArray(tiles, at + i * PANEL);
      FloatVector.fromArray(F, c, row + L, right).intoArray(tiles, at + i * PANEL + L);
    }
  }

  /** Copies the tiles of several panels to their rows, so that each row is written in one go. */
  private static void store(
      int rows, int width, float[] tiles, int at, int tilesSize, float[] c, int corner, int ldc) {
    int whole = width / PANEL * PANEL;
    for (int i = 0; i < rows; i++) {
      int row = corner + i * ldc;
      int from = at + i * PANEL;
      for (int j = 0; j < whole; j += PANEL, from += tilesSize) {
        FloatVector.fromArray(F, tiles, from).intoArray(c, row + j);
        FloatVector.fromArray(F, tiles, from + L).intoArray(c, row + j + L);
      }
      if (whole < width) {
        System.arraycopy(tiles, from, c, row + whole, width - whole);
      }
    }
  }

  /**
   * The same with the bias, which is added to whole sums: begun with it, they would be rounded as
   * coarsely as it is in every step.
   */
  private static void storeWithBias(
      int rows,
      int width,
      float[] tiles,
      int at,
      int tilesSize,
      float[] bias,
      int column,
      float[] c,
      int corner,
      int ldc) {
    int whole = width / PANEL * PANEL;
    for (int i = 0; i < rows; i++) {
      int row = corner + i * ldc;
      int from = at + i * PANEL;
      for (int j = 0; j < whole; j += PANEL, from += tilesSize) {
        var left = FloatVector.fromArray(F, bias, column + j);
        var right = FloatVector.fromArray(F, bias, column + j + L);
        FloatVector.fromArray(F, tiles, from).add(left).intoArray(c, row + j);
        FloatVector.fromArray(F, tiles, from + L).add(right).intoArray(c, row + j + L);
      }
      for (int j = whole; j < width; j++) {
        c[row + j] = tiles[from + j - whole] + bias[column + j];
      }
    }
  }
}
