package org.mekiki.benchmarks;

/**
 * Operands of a row kernel; all matrices are dense, [rows, columns].
 *
 * @param x input
 * @param dy cotangent, or second input
 * @param y output
 * @param gamma scale of a layer norm, [columns]
 * @param beta shift of a layer norm, [columns]
 * @param mean of each row of x
 * @param rstd 1/√(variance + ε) of each row of x
 */
record Rows(
    int rows,
    int columns,
    float[] x,
    float[] dy,
    float[] y,
    float[] gamma,
    float[] beta,
    float[] mean,
    float[] rstd) {
  static Rows random(int rows, int columns) {
    int size = rows * columns;
    var made =
        new Rows(
            rows,
            columns,
            RandomValues.normal(size, 1, 1),
            RandomValues.normal(size, 1, 2),
            new float[size],
            RandomValues.normal(columns, 1, 3),
            RandomValues.normal(columns, 1, 4),
            new float[rows],
            new float[rows]);
    for (int row = 0; row < rows; row++) {
      made.mean[row] = (float) made.exactMean(row);
      made.rstd[row] = (float) made.inverseDeviation(row);
    }
    return made;
  }

  int size() {
    return rows * columns;
  }

  double at(float[] matrix, int row, int column) {
    return matrix[row * columns + column];
  }

  double exactMean(int row) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += at(x, row, j);
    }
    return sum / columns;
  }

  double inverseDeviation(int row) {
    double mean = exactMean(row);
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += (at(x, row, j) - mean) * (at(x, row, j) - mean);
    }
    return 1 / Math.sqrt(sum / columns + RowKernel.EPSILON);
  }

  double normalized(int row, int column) {
    return (at(x, row, column) - exactMean(row)) * inverseDeviation(row);
  }
}
