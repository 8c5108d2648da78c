package org.mekiki.transformer.tokenizer;

/**
 * How texts with too many tokens are cut.
 *
 * @param maxLength tokens at most, added ones included; 0 for no limit
 * @param strategy which text of a pair is cut
 * @param side where tokens are cut off
 * @param stride how many tokens neighbouring windows share
 */
public record Truncation(int maxLength, Strategy strategy, Side side, int stride) {
  /** Which text of a pair is cut. */
  public enum Strategy {
    /** The longer one until both are equally long, then both. */
    LONGEST_FIRST,
    /** The first. */
    ONLY_FIRST,
    /** The second. */
    ONLY_SECOND
  }

  /** Where tokens are cut off. */
  public enum Side {
    /** At the beginning: the end of the text stays. */
    LEFT,
    /** At the end: the beginning of the text stays. */
    RIGHT
  }

  /** Checks. */
  public Truncation {
    if (maxLength < 0 || stride < 0) {
      throw new IllegalArgumentException(
          "a truncation to %d tokens with a stride of %d".formatted(maxLength, stride));
    }
  }
}
