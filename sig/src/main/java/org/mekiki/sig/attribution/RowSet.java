package org.mekiki.sig.attribution;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A set of row numbers, ascending: the rows that move together. Immutable. */
public final class RowSet {
  /** The empty set. */
  public static final RowSet NONE = new RowSet(new int[0]);

  private final int[] rows;

  private RowSet(int[] rows) {
    this.rows = rows;
  }

  /**
   * The set of these rows, in any order.
   *
   * @param rows numbers from 0 on; the array is copied
   * @return the set
   * @throws IllegalArgumentException if one is negative or given twice
   */
  public static RowSet of(int... rows) {
    int[] sorted = rows.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] < 0 || i > 0 && sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException(
            "a set of rows needs different numbers, 0 or more, got " + Arrays.toString(rows));
      }
    }
    return new RowSet(sorted);
  }

  /**
   * {@return the rows of either set}
   *
   * @param other another set; both may have the same row
   */
  public RowSet union(RowSet other) {
    return new RowSet(
        IntStream.concat(Arrays.stream(rows), Arrays.stream(other.rows))
            .sorted()
            .distinct()
            .toArray());
  }

  /**
   * {@return the set of numbers that are larger by {@code by}}
   *
   * @param by what is added to each number; negative to make them smaller
   * @throws IllegalArgumentException if a number would become negative
   */
  public RowSet shifted(int by) {
    return of(Arrays.stream(rows).map(row -> row + by).toArray());
  }

  /** {@return the number of rows} */
  public int size() {
    return rows.length;
  }

  /**
   * {@return the row at a position; rows ascend}
   *
   * @param position 0 to {@link #size} − 1
   */
  public int row(int position) {
    return rows[position];
  }

  /**
   * {@return the position of a row; negative if it is not in the set}
   *
   * @param row the number of a row
   */
  public int position(int row) {
    return Arrays.binarySearch(rows, row);
  }

  /**
   * {@return whether both sets have a row in common}
   *
   * @param other another set
   */
  public boolean intersects(RowSet other) {
    return Arrays.stream(rows).anyMatch(row -> other.position(row) >= 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowSet set && Arrays.equals(rows, set.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return Arrays.toString(rows);
  }
}
