package org.mekiki.core.ops;

import org.mekiki.core.tensor.Tensor;

/** Rows of tensors in double precision, and what is computed of them. */
final class Rows {
  private Rows() {}

  static double[] doubles(Tensor x, int row, int cols) {
    double[] values = new double[cols];
    for (int j = 0; j < cols; j++) {
      values[j] = x.getFlat(row * cols + j);
    }
    return values;
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Subtracts the mean, in place; returns the array. */
  static double[] centred(double[] values) {
    double mean = mean(values);
    for (int j = 0; j < values.length; j++) {
      values[j] -= mean;
    }
    return values;
  }
}
