package org.mekiki.transformer.entity;

/**
 * Neighbouring words.
 *
 * @param first number of the first word, from 0
 * @param last number of the last one
 */
public record WordSpan(int first, int last) {
  /** Checks. */
  public WordSpan {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("words %d to %d are not a span".formatted(first, last));
    }
  }

  /** {@return how many words it has} */
  public int width() {
    return last - first + 1;
  }

  /**
   * {@return whether a word belongs to both}
   *
   * @param other another span
   */
  public boolean overlaps(WordSpan other) {
    return first <= other.last && other.first <= last;
  }

  /**
   * {@return whether one of the two holds the other; each holds itself}
   *
   * @param other another span
   */
  public boolean nests(WordSpan other) {
    return first <= other.first && last >= other.last || other.first <= first && other.last >= last;
  }
}
