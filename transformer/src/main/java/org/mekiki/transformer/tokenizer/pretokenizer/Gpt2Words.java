package org.mekiki.transformer.tokenizer.pretokenizer;

import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.Characters;

/**
 * GPT-2's pattern, written out: {@code 's|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|
 * ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+}. It matches everywhere, so words follow each other.
 */
final class Gpt2Words {
  private static final int SPACE = 0;
  private static final int LETTER = 1;
  private static final int NUMBER = 2;
  private static final int OTHER = 3;

  private Gpt2Words() {}

  /** The end of the word that begins at a code point. */
  static int end(AlignedText text, int from) {
    int contraction = contraction(text, from);
    if (contraction > 0) {
      return from + contraction;
    }
    int first = text.codePoint(from);
    int begin = from;
    int kind = kind(first);
    if (first == ' ' && from + 1 < text.size() && kind(text.codePoint(from + 1)) != SPACE) {
      begin++;
      kind = kind(text.codePoint(begin));
    }
    int end = begin + 1;
    while (end < text.size() && kind(text.codePoint(end)) == kind) {
      end++;
    }
    // Of several spaces before a word the last one is left, which may belong to it.
    return kind == SPACE && end < text.size() && end - begin > 1 ? end - 1 : end;
  }

  private static int kind(int c) {
    if (c < 0x80) {
      int lower = c | 0x20;
      if (lower >= 'a' && lower <= 'z') {
        return LETTER;
      }
      if (c >= '0' && c <= '9') {
        return NUMBER;
      }
      return Characters.isWhiteSpace(c) ? SPACE : OTHER;
    }
    if (Character.isLetter(c)) {
      return LETTER;
    }
    if (Characters.isNumber(c)) {
      return NUMBER;
    }
    return Characters.isWhiteSpace(c) ? SPACE : OTHER;
  }

  /** Length of an English ending behind an apostrophe, 0 if there is none. */
  private static int contraction(AlignedText text, int from) {
    if (text.codePoint(from) != '\'' || from + 1 == text.size()) {
      return 0;
    }
    int second = text.codePoint(from + 1);
    if (second == 's' || second == 't' || second == 'm' || second == 'd') {
      return 2;
    }
    int third = from + 2 < text.size() ? text.codePoint(from + 2) : -1;
    boolean long3 =
        (second == 'r' || second == 'v') && third == 'e' || second == 'l' && third == 'l';
    return long3 ? 3 : 0;
  }
}
