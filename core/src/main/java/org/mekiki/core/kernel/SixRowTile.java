package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;

/**
 * The tile of six rows by two vectors, all of whose twelve sums stay in sixteen registers.
 *
 * <p>Twelve sums, two vectors of B and two elements of A are sixteen. Left to itself the compiler
 * loads three elements of A at once, and a sum has to go to the stack in every step. So a sum is
 * stored after the second row and after the fourth, where it belongs in C: no element that is read
 * after it in the program can be loaded before it, because for all the compiler knows the store may
 * have changed it. What is stored there is overwritten after the last step; the processor has
 * nothing else to store and does it beside the sums.
 */
final class SixRowTile {
  /** Rows of the tile. */
  static final int HEIGHT = 6;

  private SixRowTile() {}

  /** C += A · B over {@code k} steps of one panel, like {@link VectorTiles#multiply}. */
  static void multiply(
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
    for (int p = 0; p < k; p++) {
      int bt = panelStart + p * PANEL;
      int at = aStart + p * HEIGHT;
      var b0 = FloatVector.fromArray(F, panel, bt);
      var b1 = FloatVector.fromArray(F, panel, bt + L);
      var a0 = FloatVector.broadcast(F, a[at]);
      x0 = a0.fma(b0, x0);
      y0 = a0.fma(b1, y0);
      var a1 = FloatVector.broadcast(F, a[at + 1]);
      x1 = a1.fma(b0, x1);
      y1 = a1.fma(b1, y1);
      y1.intoArray(c, cStart + 1 * PANEL + L);
      var a2 = FloatVector.broadcast(F, a[at + 2]);
      x2 = a2.fma(b0, x2);
      y2 = a2.fma(b1, y2);
      var a3 = FloatVector.broadcast(F, a[at + 3]);
      x3 = a3.fma(b0, x3);
      y3 = a3.fma(b1, y3);
      y3.intoArray(c, cStart + 3 * PANEL + L);
      var a4 = FloatVector.broadcast(F, a[at + 4]);
      x4 = a4.fma(b0, x4);
      y4 = a4.fma(b1, y4);
      var a5 = FloatVector.broadcast(F, a[at + 5]);
      x5 = a5.fma(b0, x5);
      y5 = a5.fma(b1, y5);
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
  }
}
