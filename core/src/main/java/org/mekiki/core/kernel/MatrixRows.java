package org.mekiki.core.kernel;

/**
 * A matrix that is read a few rows at a time, so that one in a file is copied once, into the order
 * that the kernels want.
 */
@FunctionalInterface
public interface MatrixRows {
  /** Writes the rows {@code from} (inclusive) to {@code to} (exclusive), dense, from index 0 on. */
  void read(int from, int to, float[] target);

  /** Rows of {@code columns} elements in an array, {@code stride} apart. */
  static MatrixRows of(float[] array, int offset, int stride, int columns) {
    return (from, to, target) -> {
      for (int row = from; row < to; row++) {
        System.arraycopy(array, offset + row * stride, target, (row - from) * columns, columns);
      }
    };
  }
}
