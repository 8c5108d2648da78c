package org.mekiki.cli.console;

import java.lang.Character.UnicodeScript;

/** How many columns a terminal gives to a text: East Asian characters and emoji take two. */
public final class ColumnWidth {
  private static final int FIRST_FULL_WIDTH = 0xFF01;
  private static final int LAST_FULL_WIDTH = 0xFF60;
  private static final int FIRST_HALF_WIDTH = 0xFF61;
  private static final int LAST_HALF_WIDTH = 0xFFEF;

  /** Marks, kana with the sound marks that are of no script, and characters in circles. */
  private static final int FIRST_CJK_MARK = 0x3000;

  private static final int LAST_CJK_MARK = 0x33FF;
  private static final int FIRST_PICTOGRAPH = 0x1F300;
  private static final int LAST_PICTOGRAPH = 0x1FAFF;

  private ColumnWidth() {}

  /** Columns of a text on one line. */
  public static int of(String text) {
    return text.codePoints().map(ColumnWidth::of).sum();
  }

  /** The text, filled with spaces up to a column; one space at the least. */
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(1, columns - of(text)));
  }

  /** The text, filled with spaces up to a column; nothing where it is longer. */
  public static String filled(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(character) ? 2 : 1;
  }

  private static boolean isWide(int character) {
    if (character >= FIRST_FULL_WIDTH && character <= LAST_FULL_WIDTH
        || character >= FIRST_PICTOGRAPH && character <= LAST_PICTOGRAPH) {
      return true;
    }
    if (character >= FIRST_HALF_WIDTH && character <= LAST_HALF_WIDTH) {
      return false;
    }
    return switch (UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
      default -> character >= FIRST_CJK_MARK && character <= LAST_CJK_MARK;
    };
  }
}
