package org.mekiki.cli.audit.count;

import java.util.Locale;

/** Writes a word in the case of the one whose place it takes. */
final class LetterCase {
  private LetterCase() {}

  /**
   * The new word.
   *
   * @param found what stands in the text
   * @param listed the same word as the list writes it
   * @param instead what the list puts in its place
   */
  static String like(String found, String listed, String instead) {
    if (found.equals(listed)) {
      return instead;
    }
    String lower = found.toLowerCase(Locale.ROOT);
    if (found.equals(lower)) {
      return instead.toLowerCase(Locale.ROOT);
    }
    int first = found.offsetByCodePoints(0, 1);
    boolean several = found.codePoints().filter(Character::isLetter).count() > 1;
    if (several && found.equals(found.toUpperCase(Locale.ROOT))) {
      return instead.toUpperCase(Locale.ROOT);
    }
    if (found.substring(first).equals(lower.substring(Math.min(first, lower.length())))) {
      int end = instead.offsetByCodePoints(0, 1);
      int title = Character.toTitleCase(instead.codePointAt(0));
      return Character.toString(title) + instead.substring(end);
    }
    return instead;
  }
}
