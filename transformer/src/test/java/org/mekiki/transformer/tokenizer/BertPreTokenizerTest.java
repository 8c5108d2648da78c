package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** Words end at white space and around each punctuation character. */
final class BertPreTokenizerTest {
  private static List<String> split(String text) {
    return Texts.strings(new BertPreTokenizer().split(Texts.aligned(text)));
  }

  @Test
  void whiteSpaceSeparatesAndGoes() {
    assertEquals(List.of("a", "bc", "d"), split("  a bc\u3000\td\n"));
    assertEquals(List.of(), split(""));
    assertEquals(List.of(), split(" \u2028 "));
  }

  @Test
  void everyPunctuationCharacterIsAWord() {
    assertEquals(List.of("don", "'", "t", "!", "!"), split("don't!!"));
    assertEquals(List.of("[", "MASK", "]"), split("[MASK]"));
    assertEquals(List.of("—", "a", "。"), split("—a。"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "+", "<", "=", ">", "^", "`", "|", "~", "_", "«", "‿", "༺", "𐄀"})
  void symbolsOfAsciiArePunctuationToo(String mark) {
    assertEquals(List.of("a", mark, "b"), split("a" + mark + "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"€", "©", "²", "½", "٣", "😀", "\u0301", "\u2E52", "\u2E43", "\u007F"})
  void otherSymbolsAndLaterPunctuationAreNot(String symbol) {
    assertEquals(List.of("a" + symbol + "b"), split("a" + symbol + "b"));
  }

  @Test
  void wordsKeepTheirPlaces() {
    List<AlignedText> words = new BertPreTokenizer().split(Texts.aligned("😀 ab."));
    assertEquals("😀[0,2]", Texts.described(words.get(0)));
    assertEquals("a[3,4] b[4,5]", Texts.described(words.get(1)));
    assertEquals(".[5,6]", Texts.described(words.get(2)));
  }
}
