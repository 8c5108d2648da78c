package org.mekiki.core.ops;

import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * What the distance i − j of a query and a key does to their score in attention, with constant
 * weights.
 *
 * <p>The score is scale · (qᵢ·kⱼ + qᵢ·K[r] + kⱼ·Q[r]) + b[i − j], where r is the row that belongs
 * to the distance: K as in Shaw et al. 2018, K and Q as in Huang et al. 2020 and in disentangled
 * attention (He et al. 2021), b as in Raffel et al. 2020. Keys farther away than a window are not
 * seen (Beltagy et al. 2020). Safe to share between threads.
 */
public final class RelativePositions {
  /** Scores of content alone, scaled by 1/√D. */
  public static final RelativePositions NONE =
      new RelativePositions(0, null, null, null, null, Integer.MAX_VALUE);

  private final double scale;
  private final int[] rows;
  private final Tensor keys;
  private final Tensor queries;
  private final Tensor bias;
  private final int window;

  private RelativePositions(
      double scale, int[] rows, Tensor keys, Tensor queries, Tensor bias, int window) {
    this.scale = scale;
    this.rows = rows;
    this.keys = keys;
    this.queries = queries;
    this.bias = bias;
    this.window = window;
  }

  /**
   * Products with rows that belong to distances.
   *
   * @param scale of the whole score; 0 for 1/√D
   * @param rows the row of each distance, from 1 − L to L − 1 for texts of at most L rows
   * @param keys K, [R, M], what queries meet; or null
   * @param queries Q, [R, M], what keys meet; or null
   * @return positions for texts of at most L rows
   * @throws IllegalArgumentException if {@code rows} has an even length, or a table has not the
   *     rows that it names
   */
  public static RelativePositions products(double scale, int[] rows, Tensor keys, Tensor queries) {
    requireOdd(rows.length);
    for (Tensor table : new Tensor[] {keys, queries}) {
      if (table != null) {
        for (int row : rows) {
          if (row < 0 || table.shape().rank() != 2 || row >= table.shape().dim(0)) {
            throw new IllegalArgumentException(
                "row %d of a table of shape %s".formatted(row, table.shape()));
          }
        }
      }
    }
    return new RelativePositions(scale, rows.clone(), keys, queries, null, Integer.MAX_VALUE);
  }

  /**
   * A number for each head and distance, added to the score, whose scale is 1/√D.
   *
   * @param bias b, [H, 2L − 1], distances from 1 − L to L − 1
   * @return positions for texts of at most L rows
   * @throws IllegalArgumentException if the number of distances is even
   */
  public static RelativePositions bias(Tensor bias) {
    requireOdd(bias.shape().dim(1));
    return new RelativePositions(0, null, null, null, bias, Integer.MAX_VALUE);
  }

  /**
   * No key is seen from farther away than {@code distance}; the scores' scale is 1/√D.
   *
   * @param distance the largest |i − j| that is seen, 0 or more
   * @return positions for texts of any length
   * @throws IllegalArgumentException if the distance is negative
   */
  public static RelativePositions window(int distance) {
    if (distance < 0) {
      throw new IllegalArgumentException("a window of " + distance);
    }
    return new RelativePositions(0, null, null, null, null, distance);
  }

  private static void requireOdd(int distances) {
    if (distances % 2 == 0) {
      throw new IllegalArgumentException(distances + " distances, from 1 − L to L − 1");
    }
  }

  /** Rows of a text at most, L. */
  int length() {
    if (bias != null) {
      return (bias.shape().dim(1) + 1) / 2;
    }
    return rows == null ? Integer.MAX_VALUE : (rows.length + 1) / 2;
  }

  /** Whether heads of these sizes fit. */
  boolean fits(int heads, int hidden) {
    return (keys == null || keys.shape().dim(1) == hidden)
        && (queries == null || queries.shape().dim(1) == hidden)
        && (bias == null || bias.shape().dim(0) == heads);
  }

  /** The scale for heads of this size. */
  float scale(int headDim) {
    return (float) (scale == 0 ? 1 / Math.sqrt(headDim) : scale);
  }

  /** The row of distance d stands at d + L − 1. */
  int[] rows() {
    return rows;
  }

  Tensor keys() {
    return keys;
  }

  Tensor queries() {
    return queries;
  }

  Tensor bias() {
    return bias;
  }

  int window() {
    return window;
  }

  /** The table's rows for each query and key of a head-split reference: [1, H, Q, D, S]. */
  static Tensor expanded(Tensor table, int[] rowOf, int first, int[] sizes, boolean byKey) {
    int heads = sizes[0];
    int outer = sizes[1];
    int inner = sizes[2];
    int width = table.shape().dim(1);
    int dim = width / heads;
    int middle = (rowOf.length - 1) / 2;
    float[] values = new float[heads * outer * dim * inner];
    int at = 0;
    for (int h = 0; h < heads; h++) {
      for (int a = 0; a < outer; a++) {
        for (int d = 0; d < dim; d++) {
          for (int b = 0; b < inner; b++) {
            int distance = byKey ? first + b - a : first + a - b;
            values[at++] = table.getFlat(rowOf[distance + middle] * width + h * dim + d);
          }
        }
      }
    }
    return Tensor.wrap(values, 0, Shape.of(1, heads, outer, dim, inner));
  }
}
