package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.Lanes.SIZES;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles of the matrix product: a few rows by two vectors.
 *
 * <p>A tile reads A interleaved, {@code a[aStart + step · height + row]}, and B from a panel of two
 * vectors a step; its accumulators begin with what stands in C, a block of {@link #PANEL} columns
 * without gaps, and take one fused multiply-add a step. So every element sees the same operations
 * in the same order in every tile, however the rows, columns and steps are cut.
 *
 * <p>All offsets inside a step are constants and the accumulators are written out, because that is
 * what lets the compiler drop the range checks and keep the accumulators in registers; a loop over
 * an array of vectors, a row stride, or unrolling by hand are each several times slower.
 *
 * <p>Before they are compiled they are slow; what was tried: {@code
 * docs/decisions/2026-11-30-first-products.md}.
 */
final class VectorTiles {
  /** Columns of a packed panel: two vectors. */
  static final int PANEL = BlockSizes.TILE_VECTORS * L;

  /** Rows of the tallest tile. */
  static final int MAX_HEIGHT = SIZES.tileRows();

  /** Heights of tiles are multiples of this. */
  static final int HEIGHT_STEP = SIZES.rowStep();

  private VectorTiles() {}

  /** Height of the tile for the first of {@code rows} rows that are left; it may exceed them. */
  static int height(int rows) {
    return rows >= MAX_HEIGHT ? MAX_HEIGHT : paddedRows(rows);
  }

  /** Rows that the tiles for {@code rows} rows have together. */
  static int paddedRows(int rows) {
    return (rows + HEIGHT_STEP - 1) / HEIGHT_STEP * HEIGHT_STEP;
  }

  /**
   * C += A · B over {@code k} steps of one panel.
   *
   * @param height a value that {@link #height} gave
   * @param c the tile, {@code height} rows of {@link #PANEL} columns without gaps
   */
  static void multiply(
      int height,
      int k,
      float[] a,
      int aStart,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart) {
    switch (height) {
      case 12 -> tile12(k, a, aStart, panel, panelStart, c, cStart);
      case 8 -> tile8(k, a, aStart, panel, panelStart, c, cStart);
      case SixRowTile.HEIGHT -> SixRowTile.multiply(k, a, aStart, panel, panelStart, c, cStart);
      case 4 -> tile4(k, a, aStart, panel, panelStart, c, cStart);
      case 2 -> tile2(k, a, aStart, panel, panelStart, c, cStart);
      default -> throw new IllegalArgumentException("no tile has " + height + " rows");
    }
  }

  private static void tile12(
      int k, float[] a, int aStart, float[] panel, int panelStart, float[] c, int cStart) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL + L);
    var x3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL);
    var y3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL + L);
    var x4 = FloatVector.fromArray(F, c, cStart + 4 * PANEL);
    var y4 = FloatVector.fromArray(F, c, cStart + 4 * PANEL + L);
    var x5 = FloatVector.fromArray(F, c, cStart + 5 * PANEL);
    var y5 = FloatVector.fromArray(F, c, cStart + 5 * PANEL + L);
    var x6 = FloatVector.fromArray(F, c, cStart + 6 * PANEL);
    var y6 = FloatVector.fromArray(F, c, cStart + 6 * PANEL + L);
    var x7 = FloatVector.fromArray(F, c, cStart + 7 * PANEL);
    var y7 = FloatVector.fromArray(F, c, cStart + 7 * PANEL + L);
    var x8 = FloatVector.fromArray(F, c, cStart + 8 * PANEL);
    var y8 = FloatVector.fromArray(F, c, cStart + 8 * PANEL + L);
    var x9 = FloatVector.fromArray(F, c, cStart + 9 * PANEL);
    var y9 = FloatVector.fromArray(F, c, cStart + 9 * PANEL + L);
    var x10 = FloatVector.fromArray(F, c, cStart + 10 * PANEL);
    var y10 = FloatVector.fromArray(F, c, cStart + 10 * PANEL + L);
    var x11 = FloatVector.fromArray(F, c, cStart + 11 * PANEL);
    var y11 = FloatVector.fromArray(F, c, cStart + 11 * PANEL + L);
    for (int p = 0; p < k; p++) {
      int bt = panelStart + p * PANEL;
      int at = aStart + p * 12;
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
      var a4 = FloatVector.broadcast(F, a[at + 4]);
      x4 = a4.fma(b0, x4);
      y4 = a4.fma(b1, y4);
      var a5 = FloatVector.broadcast(F, a[at + 5]);
      x5 = a5.fma(b0, x5);
      y5 = a5.fma(b1, y5);
      var a6 = FloatVector.broadcast(F, a[at + 6]);
      x6 = a6.fma(b0, x6);
      y6 = a6.fma(b1, y6);
      var a7 = FloatVector.broadcast(F, a[at + 7]);
      x7 = a7.fma(b0, x7);
      y7 = a7.fma(b1, y7);
      var a8 = FloatVector.broadcast(F, a[at + 8]);
      x8 = a8.fma(b0, x8);
      y8 = a8.fma(b1, y8);
      var a9 = FloatVector.broadcast(F, a[at + 9]);
      x9 = a9.fma(b0, x9);
      y9 = a9.fma(b1, y9);
      var a10 = FloatVector.broadcast(F, a[at + 10]);
      x10 = a10.fma(b0, x10);
      y10 = a10.fma(b1, y10);
      var a11 = FloatVector.broadcast(F, a[at + 11]);
      x11 = a11.fma(b0, x11);
      y11 = a11.fma(b1, y11);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * PANEL);
    y1.intoArray(c, cStart + 1 * PANEL + L);
    x2.intoArray(c, cStart + 2 * PANEL);
    y2.intoArray(c, cStart + 2 * PANEL + L);
    x3.intoArray(c, cStart + 3 * PANEL);
    y3.intoArray(c, cStart + 3 * PANEL + L);
    x4.intoArray(c, cStart + 4 * PANEL);
    y4.intoArray(c, cStart + 4 * PANEL + L);
    x5.intoArray(c, cStart + 5 * PANEL);
    y5.intoArray(c, cStart + 5 * PANEL + L);
    x6.intoArray(c, cStart + 6 * PANEL);
    y6.intoArray(c, cStart + 6 * PANEL + L);
    x7.intoArray(c, cStart + 7 * PANEL);
    y7.intoArray(c, cStart + 7 * PANEL + L);
    x8.intoArray(c, cStart + 8 * PANEL);
    y8.intoArray(c, cStart + 8 * PANEL + L);
    x9.intoArray(c, cStart + 9 * PANEL);
    y9.intoArray(c, cStart + 9 * PANEL + L);
    x10.intoArray(c, cStart + 10 * PANEL);
    y10.intoArray(c, cStart + 10 * PANEL + L);
    x11.intoArray(c, cStart + 11 * PANEL);
    y11.intoArray(c, cStart + 11 * PANEL + L);
  }

  private static void tile8(
      int k, float[] a, int aStart, float[] panel, int panelStart, float[] c, int cStart) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL + L);
    var x3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL);
    var y3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL + L);
    var x4 = FloatVector.fromArray(F, c, cStart + 4 * PANEL);
    var y4 = FloatVector.fromArray(F, c, cStart + 4 * PANEL + L);
    var x5 = FloatVector.fromArray(F, c, cStart + 5 * PANEL);
    var y5 = FloatVector.fromArray(F, c, cStart + 5 * PANEL + L);
    var x6 = FloatVector.fromArray(F, c, cStart + 6 * PANEL);
    var y6 = FloatVector.fromArray(F, c, cStart + 6 * PANEL + L);
    var x7 = FloatVector.fromArray(F, c, cStart + 7 * PANEL);
    var y7 = FloatVector.fromArray(F, c, cStart + 7 * PANEL + L);
    for (int p = 0; p < k; p++) {
      int bt = panelStart + p * PANEL;
      int at = aStart + p * 8;
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
      var a4 = FloatVector.broadcast(F, a[at + 4]);
      x4 = a4.fma(b0, x4);
      y4 = a4.fma(b1, y4);
      var a5 = FloatVector.broadcast(F, a[at + 5]);
      x5 = a5.fma(b0, x5);
      y5 = a5.fma(b1, y5);
      var a6 = FloatVector.broadcast(F, a[at + 6]);
      x6 = a6.fma(b0, x6);
      y6 = a6.fma(b1, y6);
      var a7 = FloatVector.broadcast(F, a[at + 7]);
      x7 = a7.fma(b0, x7);
      y7 = a7.fma(b1, y7);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * PANEL);
    y1.intoArray(c, cStart + 1 * PANEL + L);
    x2.intoArray(c, cStart + 2 * PANEL);
    y2.intoArray(c, cStart + 2 * PANEL + L);
    x3.intoArray(c, cStart + 3 * PANEL);
    y3.intoArray(c, cStart + 3 * PANEL + L);
    x4.intoArray(c, cStart + 4 * PANEL);
    y4.intoArray(c, cStart + 4 * PANEL + L);
    x5.intoArray(c, cStart + 5 * PANEL);
    y5.intoArray(c, cStart + 5 * PANEL + L);
    x6.intoArray(c, cStart + 6 * PANEL);
    y6.intoArray(c, cStart + 6 * PANEL + L);
    x7.intoArray(c, cStart + 7 * PANEL);
    y7.intoArray(c, cStart + 7 * PANEL + L);
  }

  private static void tile4(
      int k, float[] a, int aStart, float[] panel, int panelStart, float[] c, int cStart) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * PANEL + L);
    var x3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL);
    var y3 = FloatVector.fromArray(F, c, cStart + 3 * PANEL + L);
    for (int p = 0; p < k; p++) {
      int bt = panelStart + p * PANEL;
      int at = aStart + p * 4;
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * PANEL);
    y1.intoArray(c, cStart + 1 * PANEL + L);
    x2.intoArray(c, cStart + 2 * PANEL);
    y2.intoArray(c, cStart + 2 * PANEL + L);
    x3.intoArray(c, cStart + 3 * PANEL);
    y3.intoArray(c, cStart + 3 * PANEL + L);
  }

  private static void tile2(
      int k, float[] a, int aStart, float[] panel, int panelStart, float[] c, int cStart) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * PANEL + L);
    for (int p = 0; p < k; p++) {
      int bt = panelStart + p * PANEL;
      int at = aStart + p * 2;
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * PANEL);
    y1.intoArray(c, cStart + 1 * PANEL + L);
  }
}
