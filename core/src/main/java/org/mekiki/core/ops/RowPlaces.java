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
   */
  public RowPlaces(int variants, int length, int[] variant, int[] position) {
    this.variants = variants;
    this.length = length;
    this.variant = new int[variant.length];
    this.position = new int[variant.length];
    set(variant, position);
  }

  /** Other places for the next replay. */
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

  /** Number of rows N. */
  public int size() {
    return variant.length;
  }

  /** Number of variants B. */
  public int variants() {
    return variants;
  }

  /** The variant that a row stands in. */
  public int variant(int row) {
    return variant[row];
  }

  /** The position at which a row stands in its variant. */
  public int position(int row) {
    return position[row];
  }

  /** Rows of a variant, S. */
  public int length() {
    return length;
  }
}
