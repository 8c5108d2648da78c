package org.mekiki.core.model;

import java.util.List;
import java.util.Objects;

/**
 * A text, or a pair of texts, cut into the tokens that a model reads.
 *
 * @param text the caller's string, unchanged
 * @param pair the second string, or null
 * @param tokens added ones included, at least one
 * @param untruncatedSize number of tokens before truncation, added ones included
 */
public record EncodedText(String text, String pair, List<Token> tokens, int untruncatedSize) {
  /** Checks and copies. */
  public EncodedText {
    Objects.requireNonNull(text, "text");
    tokens = List.copyOf(tokens);
  }

  /** {@return the number of tokens S, added ones included} */
  public int size() {
    return tokens.size();
  }

  /** {@return whether tokens were cut off to fit the length limit} */
  public boolean truncated() {
    return untruncatedSize > tokens.size();
  }

  /**
   * {@return the part of the caller's string that a token came from; empty for an added one}
   *
   * @param token one of {@link #tokens}
   */
  public String surface(Token token) {
    return switch (token.sequence()) {
      case 0 -> text.substring(token.start(), token.end());
      case 1 -> pair.substring(token.start(), token.end());
      default -> "";
    };
  }
}
