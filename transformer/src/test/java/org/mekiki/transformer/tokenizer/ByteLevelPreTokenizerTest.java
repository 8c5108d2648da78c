package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.pattern.RegexPattern;
import org.mekiki.transformer.tokenizer.pattern.SplitBehavior;
import org.mekiki.transformer.tokenizer.pretokenizer.ByteLevelPreTokenizer;
import org.mekiki.transformer.tokenizer.pretokenizer.SplitPreTokenizer;
import org.mekiki.transformer.tokenizer.text.AlignedText;
import org.mekiki.transformer.tokenizer.text.ByteCharacters;

/** GPT-2's pattern, and bytes written as printable characters. */
final class ByteLevelPreTokenizerTest {
  private static final ByteLevelPreTokenizer PLAIN = new ByteLevelPreTokenizer(false, true);
  private static final ByteLevelPreTokenizer PREFIXED = new ByteLevelPreTokenizer(true, true);

  private static List<String> split(String text) {
    return Texts.strings(PLAIN.split(Texts.aligned(text)));
  }

  private static String ranges(ByteLevelPreTokenizer preTokenizer, String text) {
    return String.join(
        " | ", preTokenizer.split(Texts.aligned(text)).stream().map(Texts::described).toList());
  }

  @Test
  void wordsTakeTheSpaceBeforeThem() {
    assertEquals(List.of("Hello", "Ġworld", "!"), split("Hello world!"));
    assertEquals(List.of("Ġa", "1", "Ġ23", "Ġ..", "b"), split(" a1 23 ..b"));
    assertEquals(List.of(), split(""));
  }

  @Test
  void lastOfSeveralSpacesGoesWithTheWord() {
    assertEquals(List.of("a", "ĠĠ", "Ġb"), split("a   b"));
    assertEquals(List.of("a", "ĠĠĠ"), split("a   "), "none follows");
    assertEquals(List.of("a", "Ġ", "Ċ", "b"), split("a \nb"), "only a space joins a word");
    assertEquals(List.of("Ċ", "Ċ", "a"), split("\n\na"));
  }

  @Test
  void contractionsOfLowerCaseAreCutOff() {
    assertEquals(
        List.of("it", "'s", "Ġwe", "'ll", "Ġdon", "'t", "ĠI", "'ve", "'d", "'m", "'re"),
        split("it's we'll don't I've'd'm're"));
    assertEquals(List.of("IT", "'", "S"), split("IT'S"));
    assertEquals(List.of("'s", "et"), split("'set"), "even within a word");
    assertEquals(List.of("Ġ'", "s"), split(" 's"), "a space keeps the apostrophe away");
  }

  @Test
  void lettersAndNumbersAreThoseOfUnicode() {
    assertEquals(3, split("é½你").size());
    assertEquals(List.of("1", "a", "2"), split("1a2"));
    assertEquals(1, split("٣²½").size(), "category N");
    assertEquals(2, split("e\u0301").size(), "a mark is neither letter nor number");
    assertEquals(2, split("a\u0085").size());
    assertEquals(2, split("a\u00A0").size());
    assertEquals(
        2, split("\u00A0b").size(), "white space of other kinds is no part of the next word");
    assertEquals(2, split("\u180Eb").size());
    assertEquals(1, split("\u180E.").size(), "no white space since Unicode 6.3");
  }

  @Test
  void bytesArePrintableAndDistinct() {
    assertEquals(List.of("Ã©"), split("é"));
    assertEquals(List.of("ðŁĺĢ"), split("😀"));
    assertEquals(List.of("Ā"), split("\u0000"));
    assertEquals(List.of("ġ"), split("\u007F"));
    assertEquals(List.of("ĉ"), split("\t"));
    Set<Integer> characters = new HashSet<>();
    // All bytes that UTF-8 can have, from one character each of one to four bytes.
    for (int c = 0; c < 0x110000; c = c < 0x800 ? c + 1 : c + 61) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        String written = String.join("", split(Character.toString(c)));
        assertEquals(bytes.length, written.length());
        written.chars().forEach(characters::add);
        written.chars().forEach(ch -> assertEquals(false, Character.isWhitespace(ch)));
      }
    }
    // 0xC0, 0xC1 and 0xF5 to 0xFF stand in no UTF-8.
    assertEquals(256 - 13, characters.size());
  }

  @Test
  void unpairedSurrogatesAreReplaced() {
    assertEquals(List.of("ï¿½"), split("\uD83D"));
    assertEquals("ï[0,1] ¿[0,1] ½[0,1] | x[1,2]", ranges(PLAIN, "\uDE00x"));
  }

  @Test
  void allBytesOfACharacterHaveItsRange() {
    assertEquals("a[0,1] | ð[1,3] Ł[1,3] ĺ[1,3] Ģ[1,3] | Ġ[3,4] b[4,5]", ranges(PLAIN, "a😀 b"));
    assertEquals("Ã[0,1] ©[0,1]", ranges(PLAIN, "é"));
  }

  @Test
  void aSpaceCanBePutBefore() {
    assertEquals("Ġ[0,1] a[0,1]", ranges(PREFIXED, "a"));
    assertEquals("Ġ[0,2] ð[0,2] Ł[0,2] ĺ[0,2] Ģ[0,2]", ranges(PREFIXED, "😀"));
    assertEquals("Ġ[0,1] a[1,2]", ranges(PREFIXED, " a"), "there is one");
    assertEquals("Ġ[0,1] | Ċ[0,1] | a[1,2]", ranges(PREFIXED, "\na"), "a line feed is none");
    assertEquals("", ranges(PREFIXED, ""));
  }

  @Test
  void withoutThePatternTheTextIsOneWord() {
    var whole = new ByteLevelPreTokenizer(false, false);
    assertEquals("a[0,1] Ġ[1,2] b[2,3]", ranges(whole, "a b"));
    assertEquals("", ranges(whole, ""));
  }

  @Test
  void everyCodePointIsInExactlyOneWord() {
    var random = new Random(12);
    for (int round = 0; round < 2000; round++) {
      String text = Texts.awkward(random);
      int end = 0;
      for (AlignedText word : PLAIN.split(Texts.aligned(text))) {
        for (int i = 0; i < word.size(); i++) {
          if (word.start(i) == end) {
            end = word.end(i);
          }
          assertEquals(end, word.end(i), text);
        }
      }
      assertEquals(text.length(), end, text);
    }
  }

  /** GPT-2's pattern as it was published, in the engine for tokenizer files. */
  @Test
  void wordsAreThoseOfThePattern() {
    var pattern =
        new SplitPreTokenizer(
            new RegexPattern(
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|"
                    + " ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
            SplitBehavior.ISOLATED,
            false);
    var random = new Random(13);
    for (int round = 0; round < 5000; round++) {
      String text = Texts.awkward(random) + (round % 3 == 0 ? "'re 'v 'll  it's" : "");
      List<String> expected =
          pattern.split(Texts.aligned(text)).stream()
              .map(word -> ByteCharacters.written(word).toString())
              .toList();
      assertEquals(expected, split(text), text);
    }
  }
}
