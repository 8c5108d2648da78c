package org.mekiki.sig;

import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * What is explained: rows, where they come from, and which of them move.
 *
 * @param rows x, [m, d]
 * @param baseline b, [m, d]; not read where a row does not move
 * @param movable one entry a row
 */
public record AttributionInput(Tensor rows, Tensor baseline, boolean[] movable) {
  /** Checks the shapes and copies. */
  public AttributionInput {
    if (rows.shape().rank() != 2 || !rows.shape().equals(baseline.shape())) {
      throw new ShapeMismatchException(
          "AttributionInput",
          "rows and baseline must have one shape [m, d]",
          rows.shape(),
          baseline.shape());
    }
    if (movable.length != rows.shape().dim(0)) {
      throw new IllegalArgumentException(
          "%d flags for %d rows".formatted(movable.length, rows.shape().dim(0)));
    }
    movable = movable.clone();
  }

  /** Number of rows m. */
  public int size() {
    return rows.shape().dim(0);
  }

  /** Row length d. */
  public int width() {
    return rows.shape().dim(1);
  }

  /** A copy of the flags. */
  @Override
  public boolean[] movable() {
    return movable.clone();
  }

  boolean moves(int row) {
    return movable[row];
  }

  /** The numbers of the rows that move. */
  int[] moving() {
    return java.util.stream.IntStream.range(0, size()).filter(this::moves).toArray();
  }

  /** x_ij − b_ij. */
  double difference(int row, int feature) {
    int at = row * width() + feature;
    return (double) rows.getFlat(at) - baseline.getFlat(at);
  }

  /** Writes row {@code row} at b + α (x − b). */
  void interpolate(int row, double alpha, float[] target, int at) {
    for (int j = 0; j < width(); j++) {
      double start = baseline.getFlat(row * width() + j);
      target[at + j] = (float) (start + alpha * difference(row, j));
    }
  }
}
