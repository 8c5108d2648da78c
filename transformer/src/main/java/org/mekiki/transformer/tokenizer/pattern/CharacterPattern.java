package org.mekiki.transformer.tokenizer.pattern;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;

/** Parts that classes of characters make. */
public enum CharacterPattern implements TextPattern {
  /** Every white space character. */
  WHITE_SPACE {
    @Override
    int end(AlignedText text, int at) {
      return Characters.isWhiteSpace(text.codePoint(at)) ? at + 1 : at;
    }
  },
  /** Every punctuation character. */
  PUNCTUATION {
    @Override
    int end(AlignedText text, int at) {
      return Characters.isPunctuation(text.codePoint(at)) ? at + 1 : at;
    }
  },
  /** Every character of a number. */
  NUMBER {
    @Override
    int end(AlignedText text, int at) {
      return Characters.isNumber(text.codePoint(at)) ? at + 1 : at;
    }
  },
  /** Runs of word characters, and runs of what is neither word character nor white space. */
  WORD_OR_SYMBOLS {
    @Override
    int end(AlignedText text, int at) {
      int first = text.codePoint(at);
      boolean word = Characters.isWordCharacter(first);
      if (!word && Characters.isWhiteSpace(first)) {
        return at;
      }
      int end = at + 1;
      while (end < text.size() && continues(text.codePoint(end), word)) {
        end++;
      }
      return end;
    }

    private static boolean continues(int c, boolean word) {
      return Characters.isWordCharacter(c) == word && !Characters.isWhiteSpace(c);
    }
  };

  /** The end of the part that begins here; the beginning if none does. */
  abstract int end(AlignedText text, int at);

  @Override
  public void find(AlignedText text, Sink sink) {
    for (int at = 0; at < text.size(); ) {
      int end = end(text, at);
      if (end > at) {
        sink.accept(at, end);
      }
      at = Math.max(end, at + 1);
    }
  }
}
