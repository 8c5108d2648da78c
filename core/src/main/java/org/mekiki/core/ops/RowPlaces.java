package org.mekiki.core.ops;

import java.util.Objects;

/**
 * Where N given rows stand in B variants of one text of S rows. A recorded pass that was made with
 * it can be replayed with other places, which must be as many.
 */
public final class RowPlaces {
  private final int variants;
  private final int length;
  private final int[] variant;
  private final int[] position;

  /**
   * Places.
   *
   * @param variants B
   * @param length S
   * @param variant of each row, from 0 to B − 1
   * @param position of each row in its variant, from 0 to S − 1; no place twice
   * @throws IllegalArgumentException if there are not as many positions as variants
   * @throws IndexOutOfBoundsException if a variant or a position does not exist
   */
  public RowPlaces(int variants, int length, int[] variant, int[] position) {
    this.variants = variants;
    this.length = length;
    this.variant = new int[variant.length];
    this.position = new int[variant.length];
    set(variant, position);
  }

  /**
   * Other places for the next replay, whose numbers are copied.
   *
   * @param otherVariant of each of the N rows, from 0 to B − 1
   * @param otherPosition of each of the N rows in its variant, from 0 to S − 1; no place twice
   * @throws IllegalArgumentException if there are not N of each
   * @throws IndexOutOfBoundsException if a variant or a position does not exist
   */
  public void set(int[] otherVariant, int[] otherPosition) {
    if (otherVariant.length != size() || otherPosition.length != size()) {
      throw new IllegalArgumentException(
          "%d variants and %d positions for %d rows"
              .formatted(otherVariant.length, otherPosition.length, size()));
    }
    for (int i = 0; i < size(); i++) {
      Objects.checkIndex(otherVariant[i], variants);
      Objects.checkIndex(otherPosition[i], length);
    }
    System.arraycopy(otherVariant, 0, variant, 0, size());
    System.arraycopy(otherPosition, 0, position, 0, size());
  }

  /** {@return the number of rows N} */
  public int size() {
    return variant.length;
  }

  /** {@return the number of variants B} */
  public int variants() {
    return variants;
  }

  /**
   * {@return the variant that a row stands in, from 0 to B − 1}
   *
   * @param row from 0 to N − 1
   */
  public int variant(int row) {
    return variant[row];
  }

  /**
   * {@return the position at which a row stands in its variant, from 0 to S − 1}
   *
   * @param row from 0 to N − 1
   */
  public int position(int row) {
    return position[row];
  }

  /** {@return the number of rows of a variant, S} */
  public int length() {
    return length;
  }
}
