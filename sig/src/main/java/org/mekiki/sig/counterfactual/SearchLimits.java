package org.mekiki.sig.counterfactual;

/**
 * How far sets of words are looked for.
 *
 * @param words of a set at most, at least 1
 * @param passes of one search, forward: half of them at most to try all sets of a size, the others
 *     for the most promising ones of larger sizes; the sets of the size at which they run out are
 *     tried to the end
 * @param shown how many sets of the smallest size to name at most
 */
public record SearchLimits(int words, long passes, int shown) {
  /** Sets of up to ten words, 5,000 passes, five of them named. */
  public static final SearchLimits DEFAULT = new SearchLimits(10, 5_000, 5);

  /** Checks. */
  public SearchLimits {
    if (words < 1 || passes < 1 || shown < 1) {
      throw new IllegalArgumentException(
          "at least one word, pass and set are needed, got %d, %d and %d"
              .formatted(words, passes, shown));
    }
  }
}
