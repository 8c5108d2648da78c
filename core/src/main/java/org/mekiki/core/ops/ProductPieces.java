package org.mekiki.core.ops;

/** How a matrix product is cut into pieces that threads share. */
final class ProductPieces {
  /** Below this number of multiplications handing work over costs more than it gains. */
  private static final long SMALL = 1L << 17;

  private ProductPieces() {}

  /** Whether a product of these sizes is one piece. */
  static boolean isSmall(int m, int k, int n) {
    return (long) m * k * n < SMALL;
  }

  /**
   * Rows or columns of a piece; may exceed {@code size}.
   *
   * @param size all rows or columns
   * @param pieces how many there are at most
   * @param unit what a piece is a multiple of
   */
  static int blockSize(int size, int pieces, int unit) {
    int least = count(size, pieces);
    return count(least, unit) * unit;
  }

  /** Pieces of {@code block} rows or columns that {@code size} are cut into. */
  static int count(int size, int block) {
    return size == 0 ? 0 : (size + block - 1) / block;
  }
}
