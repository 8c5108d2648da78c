package org.mekiki.transformer.tokenizer.text;

/**
 * Character classes as the reference tokenizers know them.
 *
 * <p>Their tables are of Unicode 8 and 9; the JDK's are newer. What came later is therefore left
 * out, and what has changed since is named.
 */
public final class Characters {
  private Characters() {}

  /**
   * {@return whether a code point has the Unicode property White_Space}
   *
   * @param c the code point
   */
  public static boolean isWhiteSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || c >= 0x9 && c <= 0xD;
    }
    return c == 0x85
        || c == 0xA0
        || c == 0x1680
        || c >= 0x2000 && c <= 0x200A
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  /**
   * {@return whether a code point is ASCII that is neither letter, digit, space nor control, or of
   * category P}
   *
   * @param c the code point
   */
  public static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7F && !isAsciiLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          !UnicodeAge.isAfter8(c);
      default -> c == 0x166D || c == 0x111C9;
    };
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  /**
   * {@return whether a code point is of category Cc, Cf, Co or Cs, but no tab, line feed or
   * carriage return}
   *
   * @param c the code point
   */
  public static boolean isControl(int c) {
    if (c < 0x80) {
      return (c < ' ' || c == 0x7F) && c != '\t' && c != '\n' && c != '\r';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE -> true;
      case Character.FORMAT -> !UnicodeAge.isAfter8(c);
      default -> false;
    };
  }

  /**
   * {@return whether a code point is a CJK ideograph of the blocks that the reference tokenizer
   * puts spaces around}
   *
   * @param c the code point
   */
  public static boolean isIdeograph(int c) {
    return c >= 0x4E00 && c <= 0x9FFF
        || c >= 0x3400 && c <= 0x4DBF
        || c >= 0x20000 && c <= 0x2A6DF
        || c >= 0x2A700 && c <= 0x2B73F
        || c >= 0x2B740 && c <= 0x2B81F
        || c >= 0x2B920 && c <= 0x2CEAF
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0x2F800 && c <= 0x2FA1F;
  }

  /**
   * {@return whether a code point is what {@code \w} is in Unicode, and what a "single word" must
   * not touch: letters, digits, connectors, combining marks and joiners}
   *
   * @param c the code point
   */
  public static boolean isWordCharacter(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> Character.isAlphabetic(c) || c == 0x200C || c == 0x200D;
    };
  }

  /**
   * {@return whether a code point is of category Mn as of Unicode 8: what BERT takes for an accent}
   *
   * @param c the code point
   */
  public static boolean isAccent(int c) {
    return switch (c) {
      case 0x1734, 0x1171E -> true;
      case 0x1885, 0x1886, 0xA9BD, 0x111C9 -> false;
      default -> Character.getType(c) == Character.NON_SPACING_MARK && !UnicodeAge.isAfter8(c);
    };
  }

  /**
   * {@return whether a code point is of category M as of Unicode 9: what is stripped of letters in
   * other tokenizers}
   *
   * @param c the code point
   */
  public static boolean isMark(int c) {
    return switch (c) {
      case 0x1CF2, 0x1CF3 -> true;
      case 0x111C9 -> false;
      default ->
          switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.ENCLOSING_MARK ->
                !UnicodeAge.isAfter9(c);
            default -> false;
          };
    };
  }

  /**
   * {@return whether a code point is of category N}
   *
   * @param c the code point
   */
  public static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }
}
