package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.Token;

/**
 * Two texts that stand one after the other and are read by themselves.
 *
 * @param whole both; of the second text's tokens the added ones, too, say that they are of it
 * @param split number of the second text's first token
 */
record TextPair(EncodedText whole, int split) {
  private static final int ADDED = -1;

  /** Puts two texts together. */
  static EncodedText joined(EncodedText first, EncodedText second) {
    var tokens = new ArrayList<>(first.tokens());
    second.tokens().forEach(token -> tokens.add(in(1, token)));
    return new EncodedText(
        first.text(), second.text(), tokens, first.untruncatedSize() + second.untruncatedSize());
  }

  /**
   * Takes apart what {@link #joined} put together.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static TextPair of(EncodedText whole) {
    if (whole.pair() == null) {
      throw new IllegalArgumentException(
          "similarity is between two texts; give the other one as the second text");
    }
    int split = 0;
    while (split < whole.size() && whole.tokens().get(split).sequence() != 1) {
      split++;
    }
    if (split == 0 || split == whole.size()) {
      throw new IllegalArgumentException("there is no token to read");
    }
    return new TextPair(whole, split);
  }

  private static Token in(int sequence, Token token) {
    return new Token(
        token.text(),
        token.id(),
        token.typeId(),
        sequence,
        token.start(),
        token.end(),
        token.added(),
        token.word());
  }

  /** The first text by itself. */
  EncodedText first() {
    List<Token> tokens = whole.tokens().subList(0, split);
    return new EncodedText(whole.text(), null, tokens, tokens.size());
  }

  /** The second text by itself. */
  EncodedText second() {
    List<Token> tokens =
        whole.tokens().subList(split, whole.size()).stream()
            .map(token -> in(token.added() ? ADDED : 0, token))
            .toList();
    return new EncodedText(whole.pair(), null, tokens, tokens.size());
  }
}
