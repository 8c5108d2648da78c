package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.text.Characters;

/** Character classes against those of the JDK's regular expressions, for every code point. */
final class CharactersTest {
  private static void requireEqual(String expression, IntPredicate actual) {
    IntPredicate expected = expected(expression);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      assertEquals(expected.test(c), actual.test(c), "U+" + Integer.toHexString(c));
    }
  }

  private static IntPredicate expected(String expression) {
    var matcher = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS).matcher("");
    return c -> matcher.reset(Character.toString(c)).matches();
  }

  @Test
  void whiteSpaceIsTheUnicodeProperty() {
    requireEqual("\\p{IsWhite_Space}", Characters::isWhiteSpace);
  }

  @Test
  void wordCharactersAreThoseOfExpressions() {
    requireEqual("\\w", Characters::isWordCharacter);
  }

  @Test
  void asciiPunctuationIncludesSymbols() {
    IntPredicate expected = expected("[!-/:-@\\[-`{-~]");
    for (int c = 0; c < 0x80; c++) {
      assertEquals(expected.test(c), Characters.isPunctuation(c), "U+" + Integer.toHexString(c));
    }
  }

  /** Punctuation and format characters are those of today's Unicode less some assigned later. */
  @Test
  void laterCharactersAreLeftOutAndOnlyThose() {
    IntPredicate punctuation = expected("[\\p{gc=P}]");
    IntPredicate control = expected("[\\p{gc=Cc}\\p{gc=Cf}\\p{gc=Co}\\p{gc=Cs}&&[^\t\n\r]]");
    int later = 0;
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      String place = "U+" + Integer.toHexString(c);
      // These two are none any more.
      boolean was = c == 0x166D || c == 0x111C9;
      assertTrue(was || punctuation.test(c) || !Characters.isPunctuation(c), place);
      assertTrue(!was || Characters.isPunctuation(c), place);
      assertTrue(control.test(c) || !Characters.isControl(c), place);
      later += punctuation.test(c) && !Characters.isPunctuation(c) ? 1 : 0;
      later += control.test(c) && !Characters.isControl(c) ? 1 : 0;
    }
    assertTrue(later > 50 && later < 200, later + " characters are left out");
    for (int c = 0; c < 0x80; c++) {
      assertEquals(control.test(c), Characters.isControl(c), "U+" + Integer.toHexString(c));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xA1, 0xBF, 0x2010, 0x201C, 0x2026, 0x203F, 0x3001, 0xFF01, 0x2E42})
  void oldPunctuationStays(int c) {
    assertTrue(Characters.isPunctuation(c));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x2E52, 0x2E43, 0x2E5D, 0x061D, 0x1144B})
  void punctuationOfLaterVersionsIsNone(int c) {
    assertFalse(Characters.isPunctuation(c));
  }

  @Test
  void ideographsAreNoKanaAndNoHangul() {
    for (int c = 0x3040; c < 0x3100; c++) {
      assertFalse(Characters.isIdeograph(c));
    }
    for (int c = 0xAC00; c <= 0xD7A3; c++) {
      assertFalse(Characters.isIdeograph(c));
    }
    int count = 0;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      count += Characters.isIdeograph(c) ? 1 : 0;
    }
    // The sizes of the blocks that the reference lists.
    assertEquals(0x5200 + 0x19C0 + 0xA6E0 + 0x1040 + 0xE0 + 0x1590 + 0x200 + 0x220, count);
  }
}
