package org.mekiki.transformer.entity;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.transformer.tokenizer.text.Characters;

/**
 * The words of a text as GLiNER counts them: letters, digits and underscores, parts joined by a
 * hyphen or an underscore staying together; every other character that is no white space is a word
 * of its own. This is what Python's {@code \w+(?:[-_]\w+)*|\S} finds.
 */
public final class SplitWords {
  /** Beside White_Space, Python counts the four separators before the space. */
  private static final int FIRST_SEPARATOR = 0x1C;

  private SplitWords() {}

  /**
   * A word.
   *
   * @param start its first UTF-16 index
   * @param end the index after its last
   */
  public record Word(int start, int end) {}

  /**
   * {@return the words of a text, in order}
   *
   * @param text any string
   */
  public static List<Word> of(String text) {
    var words = new ArrayList<Word>();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      if (isWord(c)) {
        end = end(text, i);
        words.add(new Word(i, end));
      } else if (!isSpace(c)) {
        words.add(new Word(i, end));
      }
      i = end;
    }
    return words;
  }

  private static int end(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      boolean joins = c == '-' && next < text.length() && isWord(text.codePointAt(next));
      if (!isWord(c) && !joins) {
        break;
      }
      at = next;
    }
    return at;
  }

  private static boolean isWord(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  private static boolean isSpace(int c) {
    return Characters.isWhiteSpace(c) || c >= FIRST_SEPARATOR && c < ' ';
  }
}
