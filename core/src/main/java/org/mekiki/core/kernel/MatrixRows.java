package org.mekiki.core.kernel;

/**
 * A matrix that is read a few rows at a time, so that one in a file is copied once, into the order
 * that the kernels want.
 */
@FunctionalInterface
public interface MatrixRows {
  /**
   * Writes the rows {@code from} (inclusive) to {@code to} (exclusive), dense, from index 0 on.
   *
   * @param from first row
   * @param to row after the last
   * @param target receives (to − from) · columns elements; may be longer
   */
  void read(int from, int to, float[] target);

  /**
   * {@return rows of {@code columns} elements in an array, {@code stride} apart} They are read from
   * the array each time.
   *
   * @param array holds the matrix
   * @param offset index of the first row's first element
   * @param stride elements from the beginning of one row to that of the next
   * @param columns elements of a row
   */
  static MatrixRows of(float[] array, int offset, int stride, int columns) {
    return (from, to, target) -> {
      for (int row = from; row < to; row++) {
        System.arraycopy(array, offset + row * stride, target, (row - from) * columns, columns);
      }
    };
  }
}
