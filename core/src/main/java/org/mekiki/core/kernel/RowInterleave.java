package org.mekiki.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies rows so that the elements of one step stand side by side: {@code to[at + step · width +
 * row]}, the order in which {@link VectorTiles} reads A, and, with the width of a panel, the order
 * in which it reads a transposed B.
 */
final class RowInterleave {
  private static final VectorSpecies<Float> QUAD = FloatVector.SPECIES_128;
  private static final VectorShuffle<Float> NEIGHBOURS = QUAD.shuffleFromValues(1, 0, 3, 2);
  private static final VectorShuffle<Float> HALVES = QUAD.shuffleFromValues(2, 3, 0, 1);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(QUAD, 0b1010);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(QUAD, 0b1100);

  private RowInterleave() {}

  /**
   * Rows that are stored one after the other.
   *
   * @param rows at most {@code width}; missing ones become zeros
   * @param stride from one row to the next
   */
  static void fromRows(
      int rows, int width, int steps, float[] from, int start, int stride, float[] to, int at) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      four(width, steps, from, start + row * stride, stride, to, at + row);
    }
    for (; row < rows; row++) {
      one(width, steps, from, start + row * stride, to, at + row);
    }
    for (; row < width; row++) {
      for (int p = 0, q = at + row; p < steps; p++, q += width) {
        to[q] = 0f;
      }
    }
  }

  /**
   * Four at a time, four steps together: twice the speed of single elements. Neighbours are
   * exchanged between two rows first, then pairs between two pairs of rows.
   */
  private static void four(
      int width, int steps, float[] from, int start, int stride, float[] to, int at) {
    int start1 = start + stride;
    int start2 = start1 + stride;
    int start3 = start2 + stride;
    int p = 0;
    for (; p <= steps - 4; p += 4) {
      var a = FloatVector.fromArray(QUAD, from, start + p);
      var b = FloatVector.fromArray(QUAD, from, start1 + p);
      var c = FloatVector.fromArray(QUAD, from, start2 + p);
      var d = FloatVector.fromArray(QUAD, from, start3 + p);
      var even = a.blend(b.rearrange(NEIGHBOURS), ODD);
      var odd = a.rearrange(NEIGHBOURS).blend(b, ODD);
      var evenBelow = c.blend(d.rearrange(NEIGHBOURS), ODD);
      var oddBelow = c.rearrange(NEIGHBOURS).blend(d, ODD);
      int q = at + p * width;
      even.blend(evenBelow.rearrange(HALVES), UPPER).intoArray(to, q);
      odd.blend(oddBelow.rearrange(HALVES), UPPER).intoArray(to, q + width);
      even.rearrange(HALVES).blend(evenBelow, UPPER).intoArray(to, q + 2 * width);
      odd.rearrange(HALVES).blend(oddBelow, UPPER).intoArray(to, q + 3 * width);
    }
    for (; p < steps; p++) {
      int q = at + p * width;
      to[q] = from[start + p];
      to[q + 1] = from[start1 + p];
      to[q + 2] = from[start2 + p];
      to[q + 3] = from[start3 + p];
    }
  }

  private static void one(int width, int steps, float[] from, int start, float[] to, int at) {
    for (int p = 0; p < steps; p++) {
      to[at + p * width] = from[start + p];
    }
  }

  /**
   * Columns: the elements of a step stand side by side already.
   *
   * @param rows at most {@code width}; missing ones become zeros
   * @param stride from one step to the next
   */
  static void fromColumns(
      int rows, int width, int steps, float[] from, int start, int stride, float[] to, int at) {
    if (rows == width && width % QUAD.length() == 0) {
      wholeColumns(width, steps, from, start, stride, to, at);
      return;
    }
    for (int p = 0; p < steps; p++) {
      int source = start + p * stride;
      int target = at + p * width;
      for (int i = 0; i < rows; i++) {
        to[target + i] = from[source + i];
      }
      for (int i = rows; i < width; i++) {
        to[target + i] = 0f;
      }
    }
  }

  private static void wholeColumns(
      int width, int steps, float[] from, int start, int stride, float[] to, int at) {
    for (int p = 0; p < steps; p++) {
      int source = start + p * stride;
      int target = at + p * width;
      for (int i = 0; i < width; i += QUAD.length()) {
        FloatVector.fromArray(QUAD, from, source + i).intoArray(to, target + i);
      }
    }
  }
}
