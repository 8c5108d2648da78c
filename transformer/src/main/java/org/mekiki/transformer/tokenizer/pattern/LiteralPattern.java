package org.mekiki.transformer.tokenizer.pattern;

import org.mekiki.transformer.tokenizer.text.AlignedText;

/**
 * A text as it is written.
 *
 * @param literal not empty
 */
public record LiteralPattern(String literal) implements TextPattern {
  /** Refuses the empty text, which is everywhere. */
  public LiteralPattern {
    if (literal.isEmpty()) {
      throw new IllegalArgumentException("an empty text is not a pattern");
    }
  }

  @Override
  public void find(AlignedText text, Sink sink) {
    AlignedText wanted = AlignedText.of(literal, 0, literal.length());
    for (int at = 0; at + wanted.size() <= text.size(); ) {
      if (stands(wanted, text, at)) {
        sink.accept(at, at + wanted.size());
        at += wanted.size();
      } else {
        at++;
      }
    }
  }

  private static boolean stands(AlignedText wanted, AlignedText text, int at) {
    for (int i = 0; i < wanted.size(); i++) {
      if (text.codePoint(at + i) != wanted.codePoint(i)) {
        return false;
      }
    }
    return true;
  }
}
