package org.mekiki.transformer.tokenizer;

/**
 * A token of one sequence, before sequences are put together.
 *
 * @param id the vocabulary's number
 * @param start first UTF-16 index in the string
 * @param end index after the last
 * @param word number of the word
 * @param spacesBefore spaces that the token's own text begins with
 * @param spacesAfter spaces that it ends with
 */
record SequenceToken(int id, int start, int end, int word, int spacesBefore, int spacesAfter) {

  /** The same of another word. */
  SequenceToken ofWord(int number) {
    return new SequenceToken(id, start, end, number, spacesBefore, spacesAfter);
  }

  /**
   * Leaves the spaces out of the range; one put before the text by the tokenizer stays out.
   *
   * @param text what the token's indices point into
   */
  SequenceToken trimmed(boolean first, boolean prefixSpace, String text) {
    if (spacesBefore == 0 && spacesAfter == 0) {
      return this;
    }
    int leading =
        (first || start == 0) && prefixSpace && spacesBefore > 0 ? spacesBefore - 1 : spacesBefore;
    int from =
        leading >= text.codePointCount(start, end) ? end : text.offsetByCodePoints(start, leading);
    return new SequenceToken(id, from, trimmedEnd(from, text), word, spacesBefore, spacesAfter);
  }

  /** Counts in code points: a space that the tokenizer put before a character has its length. */
  private int trimmedEnd(int from, String text) {
    // Counting from the start is for the shortest texts only, as it is done for every token.
    boolean tooFew = end < 2 * spacesAfter && text.codePointCount(0, end) < spacesAfter;
    if (spacesAfter == 0 || tooFew) {
      return end;
    }
    return spacesAfter >= text.codePointCount(from, end)
        ? from
        : text.offsetByCodePoints(end, -spacesAfter);
  }
}
