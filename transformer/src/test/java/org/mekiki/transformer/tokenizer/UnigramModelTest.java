package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.UnigramModel;
import org.mekiki.transformer.tokenizer.model.Vocabulary;

/** The cut with the largest sum of scores. */
final class UnigramModelTest {
  private static final List<String> TOKENS =
      List.of("?", "a", "b", "ab", "abc", "c", "<0x78>", "<0xC3>", "<0xA9>", "zz");

  private static UnigramModel model(boolean bytes) {
    double[] scores = {0, -1, -1, -1.5, -4, -1, -9, -9, -9, -30};
    return new UnigramModel(new Vocabulary(TOKENS), scores, 0, bytes);
  }

  private static String tokens(boolean bytes, String word) {
    UnigramModel model = model(bytes);
    return Texts.tokens(model, model.vocabulary(), word);
  }

  @Test
  void theBestCutIsTaken() {
    assertEquals("ab[0,2] c[2,3]", tokens(false, "abc"));
    assertEquals("a[0,1] ab[1,3]", tokens(false, "aab"));
    assertEquals("", tokens(false, ""));
  }

  @Test
  void whatIsUnknownFusesOrIsSpelt() {
    assertEquals("a[0,1] ?[1,4] b[4,5]", tokens(false, "axéyb"));
    assertEquals("<0x78>[0,2] <0xC3>[0,2] <0xA9>[0,2] b[2,3]", tokens(true, "xéb"));
    assertEquals("?[0,2]", tokens(true, "xy"), "one byte is missing");
    assertEquals("zz[0,2]", tokens(false, "zz"));
    assertEquals("?[0,1]", tokens(false, "?"), "the unknown token itself");
    assertEquals("?[0,3]", tokens(false, "x?y"));
  }

  @Test
  void withoutAnUnknownTokenOnlyWhatHasTokensIsCut() {
    var vocabulary = new Vocabulary(List.of("a", "ab", "xy"));
    for (boolean bytes : new boolean[] {false, true}) {
      var model = new UnigramModel(vocabulary, new double[] {-1, -1.5, -2}, -1, bytes);
      assertEquals("a[0,1] a[1,2]", Texts.tokens(model, vocabulary, "aa"));
      assertEquals("ab[0,2]", Texts.tokens(model, vocabulary, "ab"), "b alone is never taken");
      for (String word : List.of("aé", "xy", "b")) {
        var thrown =
            assertThrows(
                IllegalArgumentException.class, () -> Texts.tokens(model, vocabulary, word), word);
        assertTrue(thrown.getMessage().contains("unk_id"), thrown.getMessage());
      }
    }
  }

  @Test
  void noCutIsBetter() {
    var random = new Random(51);
    for (int round = 0; round < 300; round++) {
      var tokens = new ArrayList<>(List.of("?", "a", "b"));
      for (int i = 0; i < 12; i++) {
        String token =
            random
                .ints(random.nextInt(2, 5), 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (!tokens.contains(token)) {
          tokens.add(token);
        }
      }
      double[] scores = random.doubles(tokens.size(), -9, 0).toArray();
      var model = new UnigramModel(new Vocabulary(tokens), scores, 0, false);
      String word =
          random
              .ints(random.nextInt(1, 12), 'a', 'c')
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      double[] sum = {0};
      int[] end = {0};
      model.tokenize(
          Texts.aligned(word),
          (id, from, to) -> {
            assertEquals(end[0], from);
            assertEquals(word.substring(from, to), tokens.get(id));
            end[0] = to;
            sum[0] += scores[id];
          });
      assertEquals(best(word, tokens, scores), sum[0], 1e-9, word + " by " + tokens);
    }
  }

  private static double best(String word, List<String> tokens, double[] scores) {
    double best = word.isEmpty() ? 0 : Double.NEGATIVE_INFINITY;
    for (int id = 1; id < tokens.size(); id++) {
      if (word.startsWith(tokens.get(id))) {
        double rest = best(word.substring(tokens.get(id).length()), tokens, scores);
        best = Math.max(best, scores[id] + rest);
      }
    }
    return best;
  }

  @Test
  void timeIsInProportionToLength() {
    int[] count = {0};
    model(false).tokenize(Texts.aligned("ab".repeat(500_000)), (_, _, _) -> count[0]++);
    assertEquals(500_000, count[0]);
    model(false).tokenize(Texts.aligned("x".repeat(500_000)), (_, _, _) -> count[0]++);
    assertEquals(500_001, count[0]);
  }

  @Test
  void scoresMustFitTheTokens() {
    var vocabulary = new Vocabulary(List.of("?", "a"));
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new UnigramModel(vocabulary, new double[] {0}, 0, false));
    assertTrue(thrown.getMessage().contains("1 scores for 2 tokens"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new UnigramModel(vocabulary, new double[] {0, Double.NaN}, 0, false));
  }
}
