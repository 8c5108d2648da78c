package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;

/** Longest match first, and all or nothing. */
final class WordPieceModelTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              "?", "un", "unaff", "##aff", "##able", "##a", "##ble", "a", "😀", "##😀", "##b", "x",
              "xy", "##yz"));

  private static String tokens(String word) {
    return Texts.tokens(new WordPieceModel(VOCABULARY, 0, "##", 10), VOCABULARY, word);
  }

  @Test
  void theLongestPieceIsTaken() {
    assertEquals("unaff[0,5] ##able[5,9]", tokens("unaffable"));
    assertEquals("un[0,2] ##able[2,6]", tokens("unable"));
    assertEquals("a[0,1] ##b[1,2]", tokens("ab"));
  }

  @Test
  void onePieceMissingMakesTheWordUnknown() {
    assertEquals("?[0,6]", tokens("unaffx"));
    assertEquals("?[0,1]", tokens("y"));
    // x ##yz would fit, but xy is longer than x and there is no way back.
    assertEquals("?[0,3]", tokens("xyz"));
  }

  @Test
  void aContinuationIsNoBeginning() {
    assertEquals("?[0,4]", tokens("bbbb"));
    assertEquals("?[0,2]", tokens("ba"));
  }

  @Test
  void lengthsCountCodePoints() {
    assertEquals(10, tokens("a".repeat(10)).split(" ", -1).length);
    assertEquals("?[0,11]", tokens("a".repeat(11)));
    assertEquals("😀[0,1] ##😀[1,2]", tokens("😀😀"));
    assertEquals("?[0,11]", tokens("😀".repeat(11)));
    assertEquals(10, tokens("😀".repeat(10)).split(" ", -1).length);
  }

  @Test
  void anotherPrefixCanMarkContinuations() {
    var vocabulary = new Vocabulary(List.of("u", "a", "@@b", "##b"));
    assertEquals(
        "a[0,1] @@b[1,2]",
        Texts.tokens(new WordPieceModel(vocabulary, 0, "@@", 100), vocabulary, "ab"));
    assertEquals(
        "a[0,1] a[1,2]",
        Texts.tokens(new WordPieceModel(vocabulary, 0, "", 100), vocabulary, "aa"));
  }

  @Test
  void piecesSpellTheWord() {
    var random = new Random(9);
    for (int round = 0; round < 500; round++) {
      var word = new StringBuilder();
      for (int i = 0; i <= random.nextInt(8); i++) {
        word.append("abeflnu".charAt(random.nextInt(7)));
      }
      String text = word.toString();
      var spelt = new StringBuilder();
      new WordPieceModel(VOCABULARY, 0, "##", 10)
          .tokenize(
              Texts.aligned(text),
              (id, from, to) -> {
                assertEquals(spelt.length(), from);
                spelt.append(
                    id == 0 ? text.substring(from, to) : VOCABULARY.token(id).replace("##", ""));
                assertEquals(spelt.length(), to);
              });
      assertEquals(text, spelt.toString());
    }
  }

  @Test
  void theUnknownTokenMustBeThere() {
    var builder = new TokenizerBuilder();
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder.wordPiece(List.of("a"), "[UNK]", "##", 100));
    assertEquals("the vocabulary lacks the unknown token \"[UNK]\"", thrown.getMessage());
  }
}
