package org.mekiki.transformer.tokenizer;

import java.util.ArrayList;
import java.util.List;

/** Cuts the tokens of a text into windows. */
final class TokenWindows {
  private TokenWindows() {}

  /**
   * The windows, the one that stays first.
   *
   * @param length tokens in each window at most
   * @throws IllegalArgumentException if there are several and they would not move on
   */
  static List<List<SequenceToken>> of(
      List<SequenceToken> tokens, int length, Truncation.Side side, int stride) {
    int size = tokens.size();
    if (size <= length) {
      return List.of(tokens);
    }
    if (length == 0) {
      return List.of(List.of());
    }
    if (stride >= length) {
      throw new IllegalArgumentException(
          "windows of %d tokens cannot share %d; the stride must be smaller"
              .formatted(length, stride));
    }
    var windows = new ArrayList<List<SequenceToken>>();
    for (int done = 0; ; done += length - stride) {
      int near = Math.min(done + length, size);
      windows.add(
          side == Truncation.Side.RIGHT
              ? tokens.subList(done, near)
              : tokens.subList(size - near, size - done));
      if (near == size) {
        return windows;
      }
    }
  }
}
