package org.mekiki.transformer.mecab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are written in a dictionary's encoding, and what it lacks by rules. */
final class DictionaryCharsetTest {
  private static String hex(String encoding, String text) throws IOException {
    return HexFormat.of().formatHex(Mecab.of(TinyDictionary.open(encoding)).encoded(text));
  }

  @ParameterizedTest
  @CsvSource({
    "utf-8, a\u00fcあ😀, 61c3bce38182f09f9880",
    "utf-8, \ud83dあ, efbfbde38182",
    "euc-jp, aあ猫ｱ丂, 61a4a2c7ad8eb18fb0a1",
    "shift-jis, aあ猫ｱ髙①, 6182a0944cb1fbfc8740"
  })
  void textsAreEncoded(String encoding, String text, String bytes) throws IOException {
    assertEquals(bytes, hex(encoding, text));
  }

  /** The cell of which JIS and Microsoft say that it is one character or another. */
  @ParameterizedTest
  @CsvSource({
    "〜, a1c1, 8160",
    "‖, a1c2, 8161",
    "∥, a1c2, 8161",
    "−, a1dd, 817c",
    "－, a1dd, 817c",
    "―, a1bd, 815c",
    "—, a1bd, 815c",
    "¢, a1f1, 8191",
    "￠, a1f1, 8191",
    "￢, a2cc, 81ca"
  })
  void neighboursAreOneCell(String text, String euc, String shiftJis) throws IOException {
    assertEquals(euc, hex("euc-jp", text));
    assertEquals(shiftJis, hex("shift-jis", text));
  }

  @Test
  void whatIsMissingBecomesOneMark() throws IOException {
    assertEquals("a2ae61a2aea2ae", hex("euc-jp", "😀a한\ud83d"));
    assertEquals("81ac6181ac81ac", hex("shift-jis", "😀a한\ud83d"));
    Mecab mecab = Mecab.of(TinyDictionary.open("euc-jp"));
    assertArrayEquals(new int[] {0, 1, 1, 3, 3, 4}, mecab.boundaries("猫😀犬"));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Charset java = Charset.forName("EUC-JP");
    DictionaryCharset charset = TinyDictionary.open("euc-jp").encoding();
    byte[] bytes = "名詞,一般".getBytes(java);
    assertEquals("名詞,一般", charset.decode(bytes, 0, bytes.length));
  }
}
