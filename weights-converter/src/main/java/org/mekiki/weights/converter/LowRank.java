package org.mekiki.weights.converter;

import java.util.Arrays;

/**
 * A matrix L·R of a low rank r, that is added to a weight.
 *
 * @param rank r
 * @param left numbers of L, [rows, r]
 * @param right numbers of R, [r, columns]
 */
record LowRank(int rank, Side left, Side right) {
  /**
   * One of both, in an array that may hold more: number (i, k) stands at {@code from + i·step +
   * k·rankStep}, where k is the place within the rank and i the row of L or the column of R.
   *
   * @param numbers the array
   * @param from where it begins
   * @param step from one row or column to the next
   * @param rankStep from one place within the rank to the next
   */
  record Side(float[] numbers, int from, int step, int rankStep) {
    private double at(int i, int k) {
      return numbers[from + i * step + k * rankStep];
    }
  }

  /**
   * Adds s·L·R in double precision.
   *
   * @param values the weight's numbers in row-major order, changed in place
   * @param columns of the weight
   * @param scale s
   */
  void addTo(float[] values, int columns, double scale) {
    double[] sums = new double[columns];
    for (int row = 0; row < values.length / columns; row++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < rank; k++) {
        double factor = left.at(row, k);
        for (int column = 0; column < columns; column++) {
          sums[column] += factor * right.at(column, k);
        }
      }
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        values[at] = (float) (values[at] + scale * sums[column]);
      }
    }
  }
}
