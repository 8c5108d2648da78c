package org.mekiki.transformer.tokenizer.regex;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A search for a regular expression in one text, match after match, as {@link Regex#search} begins
 * it. For one thread at a time.
 *
 * <p>What was found out about the text serves all that follows: searching on and on, from whatever
 * index, takes time in proportion to the text and to what is matched.
 */
public final class RegexSearch {
  private final Matcher matcher;
  private final int size;

  /** The index in the string of each code point and of the end; null if they are the same. */
  private final int[] indices;

  private int start = -1;
  private int end = -1;

  RegexSearch(Regex regex, int[] text, int size, String string, BooleanSupplier stop) {
    long patience = Matcher.PATIENCE * (size + 64L);
    this.matcher = new Matcher(regex, text, size, stop, patience, Matcher.LARGEST_MEMORY);
    this.size = size;
    this.indices = string == null || string.length() == size ? null : indices(text, size);
  }

  private static int[] indices(int[] text, int size) {
    int[] indices = new int[size + 1];
    for (int i = 0; i < size; i++) {
      indices[i + 1] = indices[i] + Character.charCount(text[i]);
    }
    return indices;
  }

  /**
   * Looks for the next match: the first one behind the last, or in the whole text. An empty one at
   * the end of the last one is none.
   *
   * @return whether there is one
   * @throws RegexLimitException if the search needs too much memory
   * @throws RegexStoppedException if the search was stopped or the thread interrupted, which stays
   *     so
   */
  public boolean find() {
    return find(Math.max(0, end), end);
  }

  /**
   * Looks for the first match that begins at an index or behind it; what stands before the index
   * can be looked back at.
   *
   * @param from an index of the text, or its length
   * @return whether there is one
   * @throws IndexOutOfBoundsException if the text has no such index
   * @throws RegexLimitException if the search needs too much memory
   * @throws RegexStoppedException if the search was stopped or the thread interrupted, which stays
   *     so
   */
  public boolean find(int from) {
    int length = indices == null ? size : indices[size];
    if (from < 0 || from > length) {
      throw new IndexOutOfBoundsException("%d in a text of length %d".formatted(from, length));
    }
    int at = indices == null ? from : Arrays.binarySearch(indices, from);
    return find(at < 0 ? -at - 1 : at, -1);
  }

  private boolean find(int from, int previous) {
    for (int at = matcher.next(from); at <= size; at = matcher.next(at + 1)) {
      int to = matcher.match(at);
      if (to > at || to == at && to != previous) {
        start = at;
        end = to;
        return true;
      }
    }
    start = -1;
    end = size + 1;
    return false;
  }

  /**
   * {@return the first index of the match}
   *
   * @throws IllegalStateException if none was found
   */
  public int start() {
    return index(start);
  }

  /**
   * {@return the index behind the match}
   *
   * @throws IllegalStateException if none was found
   */
  public int end() {
    return index(start < 0 ? start : end);
  }

  private int index(int codePoint) {
    if (codePoint < 0) {
      throw new IllegalStateException("no match was found");
    }
    return indices == null ? codePoint : indices[codePoint];
  }

  /** The steps until now. */
  long steps() {
    return matcher.steps();
  }
}
