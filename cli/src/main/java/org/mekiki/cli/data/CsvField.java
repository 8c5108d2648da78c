package org.mekiki.cli.data;

import java.text.Normalizer;

/** A field as RFC 4180 writes it, which no spreadsheet takes for a formula. */
public final class CsvField {
  /** Signs with which a formula begins, in all the widths that they are written in. */
  private static final String FORMULA = "=+-@";

  private CsvField() {}

  /**
   * A text. One that a spreadsheet would take for a formula, or for one behind white space, gets an
   * apostrophe before it.
   */
  public static String text(String text) {
    return quoted(mayBeFormula(text) ? "'" + text : text);
  }

  /** What is no text of the caller's, such as a number. */
  public static String quoted(String field) {
    boolean quoted = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  private static boolean mayBeFormula(String text) {
    if (text.isEmpty()) {
      return false;
    }
    if (Character.isISOControl(text.charAt(0))) {
      return true;
    }
    int first = text.codePoints().filter(c -> !isBlank(c)).findFirst().orElse(' ');
    String plain = Normalizer.normalize(Character.toString(first), Normalizer.Form.NFKC);
    return FORMULA.indexOf(plain.charAt(0)) >= 0;
  }

  /** White space of any width, and what cannot be seen, such as a byte order mark. */
  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
