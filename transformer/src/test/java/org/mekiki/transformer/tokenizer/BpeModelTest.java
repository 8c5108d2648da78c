package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.model.BpeModel;
import org.mekiki.transformer.tokenizer.model.BpeOptions;
import org.mekiki.transformer.tokenizer.model.Vocabulary;

/** The pair learnt first is joined first, wherever it stands. */
final class BpeModelTest {
  /** A model of the letters and of what each merge, written {@code "a b"}, makes. */
  private static BpeModel model(String letters, int unknown, String... merges) {
    var tokens = new LinkedHashSet<String>();
    letters.codePoints().forEach(c -> tokens.add(Character.toString(c)));
    var parts = new ArrayList<String>();
    for (String merge : merges) {
      List<String> pair = List.of(merge.split(" ", -1));
      parts.addAll(pair);
      tokens.add(String.join("", pair));
    }
    return new BpeModel(new Vocabulary(List.copyOf(tokens)), parts, BpeOptions.plain(unknown));
  }

  private static String tokens(BpeModel model, String word) {
    return Texts.tokens(model, model.vocabulary(), word);
  }

  @Test
  void theLowestRankIsJoinedFirst() {
    assertEquals("ab[0,2] c[2,3]", tokens(model("abc", -1, "a b", "b c"), "abc"));
    assertEquals("a[0,1] bc[1,3]", tokens(model("abc", -1, "b c", "a b"), "abc"));
  }

  @Test
  void equalPairsAreJoinedFromTheLeft() {
    BpeModel model = model("a", -1, "a a", "aa aa");
    assertEquals("aa[0,2] a[2,3]", tokens(model, "aaa"));
    assertEquals("aaaa[0,4]", tokens(model, "aaaa"));
    assertEquals("aaaa[0,4] aa[4,6] a[6,7]", tokens(model, "aaaaaaa"));
  }

  @Test
  void joinedTokensAreJoinedAgain() {
    BpeModel model = model("lower", -1, "l o", "lo w", "e r", "low er");
    assertEquals("lower[0,5]", tokens(model, "lower"));
    assertEquals("low[0,3] lo[3,5]", tokens(model, "lowlo"));
    assertEquals("er[0,2] lo[2,4]", tokens(model, "erlo"));
  }

  @Test
  void aTokenOfTheVocabularyThatNoMergeMakesIsNotUsed() {
    var vocabulary = new Vocabulary(List.of("a", "b", "ab"));
    assertEquals(
        "a[0,1] b[1,2]",
        Texts.tokens(new BpeModel(vocabulary, List.of(), BpeOptions.plain(-1)), vocabulary, "ab"));
  }

  @Test
  void whatIsUnknownIsDroppedOrReplaced() {
    assertEquals("a[0,1] b[1,2]", tokens(model("ab?", -1), "axb"), "as in the reference");
    assertEquals("a[0,1] ?[1,2] b[2,3]", tokens(model("ab?", 2), "axb"));
    assertEquals("", tokens(model("ab", -1), "xyz"));
    assertEquals("", tokens(model("ab", -1), ""));
  }

  @Test
  void lengthsCountCodePoints() {
    assertEquals("😀😀[0,2] a[2,3]", tokens(model("😀a", -1, "😀 😀"), "😀😀a"));
  }

  @Test
  void joinsLikeTheTextbookOnRandomVocabularies() {
    var random = new Random(11);
    int joined = 0;
    for (int round = 0; round < 300; round++) {
      var known = new ArrayList<>(List.of("a", "b", "c"));
      var merges = new LinkedHashSet<String>();
      for (int i = 0; i < 12; i++) {
        String left = known.get(random.nextInt(known.size()));
        String right = known.get(random.nextInt(known.size()));
        if (left.length() + right.length() <= 6 && merges.add(left + " " + right)) {
          known.add(left + right);
        }
      }
      BpeModel model = model("abc", -1, merges.toArray(String[]::new));
      for (int i = 0; i < 20; i++) {
        String word =
            random
                .ints(random.nextInt(20), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String expected = textbook(word, List.copyOf(merges));
        assertEquals(expected, tokens(model, word), () -> word + " by " + merges);
        joined += expected.contains("abc") ? 1 : 0;
      }
    }
    assertTrue(joined > 100, "joins happened in only " + joined + " words");
  }

  /** Looks for the leftmost pair of the lowest rank, joins it, and begins again. */
  private static String textbook(String word, List<String> merges) {
    var parts = new ArrayList<>(List.of(word.split("", -1)));
    parts.removeIf(String::isEmpty);
    while (true) {
      int best = Integer.MAX_VALUE;
      int at = -1;
      for (int i = 0; i + 1 < parts.size(); i++) {
        int rank = merges.indexOf(parts.get(i) + " " + parts.get(i + 1));
        if (rank >= 0 && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) {
        break;
      }
      parts.set(at, parts.get(at) + parts.remove(at + 1));
    }
    var described = new ArrayList<String>();
    int from = 0;
    for (String part : parts) {
      described.add("%s[%d,%d]".formatted(part, from, from + part.length()));
      from += part.length();
    }
    return String.join(" ", described);
  }

  @Test
  void mergesMustBeInTheVocabulary() {
    var vocabulary = new Vocabulary(List.of("a", "b"));
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BpeModel(vocabulary, List.of("a", "b"), BpeOptions.plain(-1)));
    assertTrue(thrown.getMessage().contains("merge 1, \"a b\""), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new BpeModel(vocabulary, List.of("a", "c"), BpeOptions.plain(-1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BpeModel(vocabulary, List.of("a"), BpeOptions.plain(-1)),
        "half");
    assertThrows(
        IllegalArgumentException.class,
        () -> new TokenizerBuilder().bytePairs(List.of("a"), List.of(), "<unk>"));
  }

  @Test
  void anotherPairWithTheSameResultKeepsItsOwnRank() {
    // abc is made of a bc before ab could be made.
    BpeModel model = model("abc", -1, "b c", "a bc", "a b", "ab c");
    assertEquals("abc[0,3]", tokens(model, "abc"));
    assertEquals("ab[0,2] a[2,3]", tokens(model, "aba"));
  }
}
