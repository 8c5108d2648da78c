package org.mekiki.core.kernel;

import static org.mekiki.core.kernel.Lanes.F;
import static org.mekiki.core.kernel.Lanes.L;
import static org.mekiki.core.kernel.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;

/**
 * B cut into panels of {@link VectorTiles#PANEL} columns, each stored step after step and filled up
 * with zeros.
 */
record Panels(int rows, int columns, float[] values) implements PackedMatrix {
  /**
   * Where the first panel begins. Large arrays begin at the begin of a region of the heap (G1), 16
   * bytes of header before the elements: with 48 more, no vector lies across two cache lines.
   */
  static final int START = 12;

  /** Floats of the panels of B[k,n]. */
  static int floats(int n, int k) {
    return (n + PANEL - 1) / PANEL * PANEL * k;
  }

  /** The panels of B[k,n]. */
  static Panels of(int k, int n, MatrixRows b) {
    float[] values = new float[START + floats(n, k)];
    float[] chunk = new float[Math.min(k, PANEL) * n];
    for (int p = 0; p < k; p += PANEL) {
      int steps = Math.min(PANEL, k - p);
      b.read(p, p + steps, chunk);
      copy(steps, n, chunk, 0, n, values, START + p * PANEL, k);
    }
    return new Panels(k, n, values);
  }

  /** The panels of Bᵀ, where B is [n,k]: a panel holds rows of B. */
  static Panels ofTransposed(int k, int n, MatrixRows b) {
    float[] values = new float[START + floats(n, k)];
    float[] chunk = new float[Math.min(n, PANEL) * k];
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      b.read(j, j + width, chunk);
      RowInterleave.fromRows(width, PANEL, k, chunk, 0, k, values, START + j * k);
    }
    return new Panels(k, n, values);
  }

  /**
   * Copies some steps of all panels.
   *
   * @param steps rows of b
   * @param at where the first panel's steps begin
   * @param panelSteps steps of a whole panel
   */
  static void copy(
      int steps, int n, float[] b, int bOffset, int ldb, float[] out, int at, int panelSteps) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      int panel = at + j * panelSteps;
      if (width < PANEL) {
        RowInterleave.fromColumns(width, PANEL, steps, b, bOffset + j, ldb, out, panel);
        continue;
      }
      for (int p = 0; p < steps; p++) {
        int from = bOffset + p * ldb + j;
        int to = panel + p * PANEL;
        FloatVector.fromArray(F, b, from).intoArray(out, to);
        FloatVector.fromArray(F, b, from + L).intoArray(out, to + L);
      }
    }
  }

  /** Copies all panels of Bᵀ, where B is [n,k]. */
  static void copyTransposed(int k, int n, float[] b, int bOffset, int ldb, float[] out, int at) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      RowInterleave.fromRows(width, PANEL, k, b, bOffset + j * ldb, ldb, out, at + j * k);
    }
  }

  @Override
  public MatrixRows transposed() {
    return (from, to, target) -> {
      for (int j = from; j < to; ) {
        int end = Math.min(to, j / PANEL * PANEL + PANEL);
        int start = START + j / PANEL * PANEL * rows + j % PANEL;
        RowInterleave.fromRows(
            rows, rows, end - j, values, start, PANEL, target, (j - from) * rows);
        j = end;
      }
    };
  }
}
