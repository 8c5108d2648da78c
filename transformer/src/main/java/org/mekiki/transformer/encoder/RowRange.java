package org.mekiki.transformer.encoder;

/**
 * The rows of the last layer that someone reads, so that no other is computed.
 *
 * @param from the first
 * @param to after the last; {@link Integer#MAX_VALUE} for the end
 */
public record RowRange(int from, int to) {
  /** The first row. */
  public static final RowRange FIRST = of(0);

  /** All rows. */
  public static final RowRange ALL = new RowRange(0, Integer.MAX_VALUE);

  /** Checks. */
  public RowRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("rows %d to %d are not a range".formatted(from, to));
    }
  }

  /**
   * {@return the range of one row}
   *
   * @param row its number, from 0
   */
  public static RowRange of(int row) {
    return new RowRange(row, row + 1);
  }

  /** Whether these are all of so many rows. */
  boolean coversAll(int rows) {
    return from == 0 && to >= rows;
  }

  /**
   * The number after the last row.
   *
   * @throws IllegalArgumentException if there are fewer rows
   */
  int end(int rows) {
    int end = to == Integer.MAX_VALUE ? rows : to;
    if (end > rows || from >= end) {
      throw new IllegalArgumentException(
          "rows %d to %d are read, but there are %d".formatted(from, end, rows));
    }
    return end;
  }
}
