package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles of the matrix product: a few rows by two vectors, all of the summed dimension.
 *
 * <p>The accumulators begin with what stands in C and take one fused multiply-add a step, so every
 * element sees the same operations in every tile. They are written out because the compiler keeps
 * local variables in registers, but not array elements. A is read as {@code a[aStart + row ·
 * rowStride + step · stepStride]}.
 */
final class VectorTiles {
  /** Columns of a packed panel: two vectors. */
  static final int PANEL = 2 * L;

  /** Twelve rows take 24 accumulators, which only the 32 registers of 512-bit machines hold. */
  static final int MAX_ROWS = L >= 16 ? 12 : 6;

  private VectorTiles() {}

  /** Rows of the largest tile that {@code rows} rows fill. */
  static int height(int rows) {
    if (rows >= MAX_ROWS) {
      return MAX_ROWS;
    }
    return rows >= 6 ? 6 : rows >= 3 ? 3 : 1;
  }

  /** C += A · B for {@code height} rows, a value that {@link #height} gave. */
  static void multiply(
      int height,
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    switch (height) {
      case 12 -> tile12(k, a, aStart, rowStride, stepStride, panel, panelStart, c, cStart, ldc);
      case 6 -> tile6(k, a, aStart, rowStride, stepStride, panel, panelStart, c, cStart, ldc);
      case 3 -> tile3(k, a, aStart, rowStride, stepStride, panel, panelStart, c, cStart, ldc);
      default -> tile1(k, a, aStart, stepStride, panel, panelStart, c, cStart);
    }
  }

  /** 12 rows by two vectors: C += A · B over one packed panel. */
  private static void tile12(
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * ldc);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * ldc + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * ldc);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * ldc + L);
    var x3 = FloatVector.fromArray(F, c, cStart + 3 * ldc);
    var y3 = FloatVector.fromArray(F, c, cStart + 3 * ldc + L);
    var x4 = FloatVector.fromArray(F, c, cStart + 4 * ldc);
    var y4 = FloatVector.fromArray(F, c, cStart + 4 * ldc + L);
    var x5 = FloatVector.fromArray(F, c, cStart + 5 * ldc);
    var y5 = FloatVector.fromArray(F, c, cStart + 5 * ldc + L);
    var x6 = FloatVector.fromArray(F, c, cStart + 6 * ldc);
    var y6 = FloatVector.fromArray(F, c, cStart + 6 * ldc + L);
    var x7 = FloatVector.fromArray(F, c, cStart + 7 * ldc);
    var y7 = FloatVector.fromArray(F, c, cStart + 7 * ldc + L);
    var x8 = FloatVector.fromArray(F, c, cStart + 8 * ldc);
    var y8 = FloatVector.fromArray(F, c, cStart + 8 * ldc + L);
    var x9 = FloatVector.fromArray(F, c, cStart + 9 * ldc);
    var y9 = FloatVector.fromArray(F, c, cStart + 9 * ldc + L);
    var x10 = FloatVector.fromArray(F, c, cStart + 10 * ldc);
    var y10 = FloatVector.fromArray(F, c, cStart + 10 * ldc + L);
    var x11 = FloatVector.fromArray(F, c, cStart + 11 * ldc);
    var y11 = FloatVector.fromArray(F, c, cStart + 11 * ldc + L);
    int at = aStart;
    int bt = panelStart;
    for (int p = 0; p < k; p++, at += stepStride, bt += PANEL) {
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1 * rowStride]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2 * rowStride]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3 * rowStride]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
      var a4 = FloatVector.broadcast(F, a[at + 4 * rowStride]);
      x4 = a4.fma(b0, x4);
      y4 = a4.fma(b1, y4);
      var a5 = FloatVector.broadcast(F, a[at + 5 * rowStride]);
      x5 = a5.fma(b0, x5);
      y5 = a5.fma(b1, y5);
      var a6 = FloatVector.broadcast(F, a[at + 6 * rowStride]);
      x6 = a6.fma(b0, x6);
      y6 = a6.fma(b1, y6);
      var a7 = FloatVector.broadcast(F, a[at + 7 * rowStride]);
      x7 = a7.fma(b0, x7);
      y7 = a7.fma(b1, y7);
      var a8 = FloatVector.broadcast(F, a[at + 8 * rowStride]);
      x8 = a8.fma(b0, x8);
      y8 = a8.fma(b1, y8);
      var a9 = FloatVector.broadcast(F, a[at + 9 * rowStride]);
      x9 = a9.fma(b0, x9);
      y9 = a9.fma(b1, y9);
      var a10 = FloatVector.broadcast(F, a[at + 10 * rowStride]);
      x10 = a10.fma(b0, x10);
      y10 = a10.fma(b1, y10);
      var a11 = FloatVector.broadcast(F, a[at + 11 * rowStride]);
      x11 = a11.fma(b0, x11);
      y11 = a11.fma(b1, y11);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * ldc);
    y1.intoArray(c, cStart + 1 * ldc + L);
    x2.intoArray(c, cStart + 2 * ldc);
    y2.intoArray(c, cStart + 2 * ldc + L);
    x3.intoArray(c, cStart + 3 * ldc);
    y3.intoArray(c, cStart + 3 * ldc + L);
    x4.intoArray(c, cStart + 4 * ldc);
    y4.intoArray(c, cStart + 4 * ldc + L);
    x5.intoArray(c, cStart + 5 * ldc);
    y5.intoArray(c, cStart + 5 * ldc + L);
    x6.intoArray(c, cStart + 6 * ldc);
    y6.intoArray(c, cStart + 6 * ldc + L);
    x7.intoArray(c, cStart + 7 * ldc);
    y7.intoArray(c, cStart + 7 * ldc + L);
    x8.intoArray(c, cStart + 8 * ldc);
    y8.intoArray(c, cStart + 8 * ldc + L);
    x9.intoArray(c, cStart + 9 * ldc);
    y9.intoArray(c, cStart + 9 * ldc + L);
    x10.intoArray(c, cStart + 10 * ldc);
    y10.intoArray(c, cStart + 10 * ldc + L);
    x11.intoArray(c, cStart + 11 * ldc);
    y11.intoArray(c, cStart + 11 * ldc + L);
  }

  /** 6 rows by two vectors: C += A · B over one packed panel. */
  private static void tile6(
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * ldc);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * ldc + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * ldc);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * ldc + L);
    var x3 = FloatVector.fromArray(F, c, cStart + 3 * ldc);
    var y3 = FloatVector.fromArray(F, c, cStart + 3 * ldc + L);
    var x4 = FloatVector.fromArray(F, c, cStart + 4 * ldc);
    var y4 = FloatVector.fromArray(F, c, cStart + 4 * ldc + L);
    var x5 = FloatVector.fromArray(F, c, cStart + 5 * ldc);
    var y5 = FloatVector.fromArray(F, c, cStart + 5 * ldc + L);
    int at = aStart;
    int bt = panelStart;
    for (int p = 0; p < k; p++, at += stepStride, bt += PANEL) {
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1 * rowStride]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2 * rowStride]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3 * rowStride]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
      var a4 = FloatVector.broadcast(F, a[at + 4 * rowStride]);
      x4 = a4.fma(b0, x4);
      y4 = a4.fma(b1, y4);
      var a5 = FloatVector.broadcast(F, a[at + 5 * rowStride]);
      x5 = a5.fma(b0, x5);
      y5 = a5.fma(b1, y5);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * ldc);
    y1.intoArray(c, cStart + 1 * ldc + L);
    x2.intoArray(c, cStart + 2 * ldc);
    y2.intoArray(c, cStart + 2 * ldc + L);
    x3.intoArray(c, cStart + 3 * ldc);
    y3.intoArray(c, cStart + 3 * ldc + L);
    x4.intoArray(c, cStart + 4 * ldc);
    y4.intoArray(c, cStart + 4 * ldc + L);
    x5.intoArray(c, cStart + 5 * ldc);
    y5.intoArray(c, cStart + 5 * ldc + L);
  }

  /** 3 rows by two vectors: C += A · B over one packed panel. */
  private static void tile3(
      int k,
      float[] a,
      int aStart,
      int rowStride,
      int stepStride,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart,
      int ldc) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    var x1 = FloatVector.fromArray(F, c, cStart + 1 * ldc);
    var y1 = FloatVector.fromArray(F, c, cStart + 1 * ldc + L);
    var x2 = FloatVector.fromArray(F, c, cStart + 2 * ldc);
    var y2 = FloatVector.fromArray(F, c, cStart + 2 * ldc + L);
    int at = aStart;
    int bt = panelStart;
    for (int p = 0; p < k; p++, at += stepStride, bt += PANEL) {
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1 * rowStride]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      var a2 = FloatVector.broadcast(F, a[at + 2 * rowStride]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
    x1.intoArray(c, cStart + 1 * ldc);
    y1.intoArray(c, cStart + 1 * ldc + L);
    x2.intoArray(c, cStart + 2 * ldc);
    y2.intoArray(c, cStart + 2 * ldc + L);
  }

  /** 1 row by two vectors: C += A · B over one packed panel. */
  private static void tile1(
      int k,
      float[] a,
      int aStart,
      int stepStride,
      float[] panel,
      int panelStart,
      float[] c,
      int cStart) {
    var x0 = FloatVector.fromArray(F, c, cStart);
    var y0 = FloatVector.fromArray(F, c, cStart + L);
    int at = aStart;
    int bt = panelStart;
    for (int p = 0; p < k; p++, at += stepStride, bt += PANEL) {
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
    }
    x0.intoArray(c, cStart);
    y0.intoArray(c, cStart + L);
  }
}
