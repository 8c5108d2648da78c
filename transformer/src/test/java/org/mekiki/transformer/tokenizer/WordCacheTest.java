package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.Vocabulary;
import org.mekiki.transformer.tokenizer.model.WordPieceModel;

/** Words from the cache are cut as the model cuts them. */
final class WordCacheTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(List.of("?", "a", "##a", "b", "##b", "##ab", "##😀"));
  private static final WordPieceModel MODEL = new WordPieceModel(VOCABULARY, 0, "##", 40);

  private static List<String> tokens(WordCache cache, String word) {
    var tokens = new ArrayList<String>();
    cache.tokenize(
        Texts.aligned(word),
        (id, from, to) -> tokens.add("%s[%d,%d]".formatted(VOCABULARY.token(id), from, to)));
    return tokens;
  }

  @Test
  void wordsThatShareAPlaceAreToldApart() {
    var cache = new WordCache(MODEL);
    var random = new Random(2);
    for (int round = 0; round < 50_000; round++) {
      var word = new StringBuilder();
      int length = random.nextInt(20);
      for (int i = 0; i < length; i++) {
        word.append(random.nextInt(9) == 0 ? "😀" : random.nextBoolean() ? "a" : "b");
      }
      String expected = Texts.tokens(MODEL, VOCABULARY, word.toString());
      assertEquals(expected, String.join(" ", tokens(cache, word.toString())));
    }
  }

  @Test
  void theSecondTimeTheModelIsNotAsked() {
    var cache = new WordCache(MODEL);
    List<String> first = tokens(cache, "abab");
    assertEquals(first, tokens(cache, "abab"));
    String longWord = "ab".repeat(19);
    assertEquals(tokens(cache, longWord), tokens(cache, longWord));
    assertTrue(tokens(cache, longWord).size() > 1);
    assertEquals(List.of("?[0,42]"), tokens(cache, "ab".repeat(21)));
  }
}
