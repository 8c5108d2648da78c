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

  /** Leaves the spaces out of the range; one put before the text by the tokenizer stays out. */
  SequenceToken trimmed(boolean first, boolean prefixSpace) {
    int leading =
        first && prefixSpace && start == 0 && spacesBefore > 0 ? spacesBefore - 1 : spacesBefore;
    int from = Math.min(start + leading, end);
    int to = spacesAfter > 0 && end >= spacesAfter ? Math.max(end - spacesAfter, from) : end;
    return new SequenceToken(id, from, to, word, 0, 0);
  }
}
