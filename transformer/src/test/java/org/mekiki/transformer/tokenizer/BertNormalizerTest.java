package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** The four steps, each alone and all together, and where every character came from. */
final class BertNormalizerTest {
  private static final BertNormalizer UNCASED = new BertNormalizer(true, true, true, true);
  private static final BertNormalizer CASED = new BertNormalizer(true, true, false, false);
  private static final BertNormalizer NOTHING = new BertNormalizer(false, false, false, false);

  private static String normalize(BertNormalizer normalizer, String text) {
    return normalizer.normalize(Texts.aligned(text)).toString();
  }

  private static String ranges(BertNormalizer normalizer, String text) {
    return Texts.described(normalizer.normalize(Texts.aligned(text)));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0xFFFD, 1, 0x0B, 0x0C, 0x1F, 0x7F, 0x85, 0xAD, 0x200B, 0x200D, 0x202A, 0xFEFF, 0xE000,
        0xF8FF, 0x10FFFD, 0xD83D, 0xDE00
      })
  void controlsAndSuchVanish(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";
    assertEquals("ab", normalize(CASED, text));
    String whole = Texts.aligned(text).toString();
    assertEquals(whole, normalize(NOTHING, text), "only when cleaning");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        '\t', '\n', '\r', ' ', 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
      })
  void whiteSpaceBecomesASpace(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";
    assertEquals("a b", normalize(CASED, text));
    assertEquals(text, normalize(NOTHING, text), "only when cleaning");
  }

  @Test
  void unassignedCodePointsStay() {
    assertEquals("a\u0378b", normalize(UNCASED, "a\u0378b"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x4E00, 0x9FFF, 0x3400, 0x4DBF, 0x20000, 0x2A6DF, 0x2A700, 0x2B81F, 0x2CEAF, 0xF900, 0x2F800
      })
  void ideographsStandApart(int codePoint) {
    String ideograph = Character.toString(codePoint);
    assertEquals("a " + ideograph + " b", normalize(CASED, "a" + ideograph + "b"));
    assertEquals("a" + ideograph + "b", normalize(NOTHING, "a" + ideograph + "b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x3042, 0x30A2, 0xD55C, 0x3001, 0xFF21, 0x33FF, 0x4DC0, 0xA000, 0x2B820})
  void kanaHangulAndOthersDoNot(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";
    assertEquals(text, normalize(CASED, text));
  }

  @Test
  void accentsGoAndNothingIsRecomposed() {
    assertEquals("cafe cafe", normalize(UNCASED, "café cafe\u0301"));
    assertEquals("\u1112\u1161\u11AB", normalize(UNCASED, "한"));
    assertEquals("한", normalize(CASED, "한"));
    assertEquals(" \u8C48 ", normalize(UNCASED, "\uF900"), "compatibility ideograph");
    assertEquals("o", normalize(UNCASED, "o\u0308\u0323"));
    assertEquals("ø ł", normalize(UNCASED, "Ø Ł"), "a stroke is no accent");
    assertEquals("क\u0903", normalize(UNCASED, "क\u0903"), "spacing marks stay");
  }

  @Test
  void accentsStayWithoutStripping() {
    var lowerOnly = new BertNormalizer(true, true, false, true);
    assertEquals("é e\u0301", normalize(lowerOnly, "É E\u0301"));
    var stripOnly = new BertNormalizer(true, true, true, false);
    assertEquals("E E", normalize(stripOnly, "É E\u0301"));
  }

  @Test
  void lowerCaseKnowsNoContext() {
    assertEquals("οδος οδοσ", normalize(UNCASED, "οδος ΟΔΟΣ"), "no final sigma");
    assertEquals("strasse ß ß", normalize(UNCASED, "STRASSE ß ẞ"));
    var lowerOnly = new BertNormalizer(true, true, false, true);
    assertEquals("i\u0307", normalize(lowerOnly, "İ"));
    assertEquals("i", normalize(UNCASED, "İ"));
    assertEquals("𐐨", normalize(UNCASED, "𐐀"), "letters beyond the first plane");
    assertEquals("I", normalize(CASED, "I"));
  }

  @Test
  void everyCharacterKnowsWhereItCameFrom() {
    assertEquals("c[0,1] a[1,2] f[2,3] e[3,4]", ranges(UNCASED, "Café"));
    assertEquals("e[0,1] x[2,3]", ranges(UNCASED, "e\u0301x"));
    // The reference's library puts marks in order before it drops accents, by their places.
    assertEquals("\u1BF2[0,1] x[2,3]", ranges(UNCASED, "\u0302\u1BF2X"));
    assertEquals("\u1BF2[0,1] \u302E[1,2]", ranges(UNCASED, "\u302E\u1BF2"));
    assertEquals("e[1,2] \u1BF2[2,3]", ranges(UNCASED, "\u0000É\u0302\u1BF2"));
    assertEquals("\u302E[0,1] \u1BF2[1,2]", ranges(CASED, "\u302E\u1BF2"));
    assertEquals("\uD806\uDD38[0,2]", ranges(UNCASED, "\uD806\uDD38"), "Unicode 9 has no such");
    assertEquals("\u1112[0,1] \u1161[0,1] \u11AB[0,1] x[1,2]", ranges(UNCASED, "한x"));
    assertEquals(" [1,2] 你[1,2]  [1,2]", ranges(UNCASED, "\u200B你"));
    assertEquals("😀[0,2] a[2,3]", ranges(UNCASED, "😀A"));
    assertEquals("𐐨[1,3]", ranges(UNCASED, "\u0000𐐀"));
  }

  @Test
  void everythingOffIsTheIdentity() {
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      String text = Texts.awkward(random);
      assertEquals(Texts.described(Texts.aligned(text)), ranges(NOTHING, text));
    }
  }

  @Test
  void rangesStayInOrderAndInTheText() {
    var random = new Random(6);
    for (int round = 0; round < 2000; round++) {
      String text = Texts.awkward(random);
      AlignedText normalized = UNCASED.normalize(Texts.aligned(text));
      for (int i = 0; i < normalized.size(); i++) {
        assertTrue(normalized.start(i) < normalized.end(i), text);
        assertTrue(normalized.end(i) <= text.length(), text);
        assertTrue(i == 0 || normalized.start(i) >= normalized.start(i - 1), text);
      }
    }
  }
}
