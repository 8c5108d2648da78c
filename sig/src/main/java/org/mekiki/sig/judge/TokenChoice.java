package org.mekiki.sig.judge;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mekiki.sig.attribution.RowSet;

/** Which tokens a metric may choose, and what else stays when the others are taken out. */
public enum TokenChoice {
  /** Words and their parts only; tokens that the tokenizer added are never chosen, always kept. */
  WORDS,

  /**
   * All tokens, added ones too, as the published experiments choose: an added token has the score
   * 0, stands before all words of negative score, and goes like any other.
   */
  ALL_TOKENS;

  /**
   * {@return the numbers of the tokens that may be chosen, ascending}
   *
   * @param text the text
   */
  public int[] candidates(TextUnderTest text) {
    return this == WORDS ? text.words() : text.tokens();
  }

  /** How many tokens are so many per cent: ⌊percent · candidates / 100⌋. */
  int count(TextUnderTest text, int percent) {
    return candidates(text).length * percent / 100;
  }

  /** What is left where the set is taken out. */
  RowSet without(TextUnderTest text, RowSet set) {
    return RowSet.of(
        IntStream.of(text.tokens()).filter(token -> set.position(token) < 0).toArray());
  }

  /** What is left where nothing but the set is kept. */
  RowSet only(TextUnderTest text, RowSet set) {
    if (this == ALL_TOKENS) {
      return set;
    }
    RowSet words = RowSet.of(text.words());
    int[] added = Arrays.stream(text.tokens()).filter(i -> words.position(i) < 0).toArray();
    return RowSet.of(added).union(set);
  }
}
