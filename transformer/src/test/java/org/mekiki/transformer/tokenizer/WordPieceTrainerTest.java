package org.mekiki.transformer.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mekiki.transformer.tokenizer.normalizer.BertNormalizer;
import org.mekiki.transformer.tokenizer.pretokenizer.BertPreTokenizer;

/** The vocabulary, by hand and against counting everything anew after each step. */
final class WordPieceTrainerTest {
  private static final List<String> SPECIAL = List.of("[UNK]", "[CLS]");

  private static WordPieceTrainer trainer(int size, long minFrequency, int alphabet) {
    return new WordPieceTrainer(size, minFrequency, alphabet, SPECIAL, "##");
  }

  private static WordCounts counts(Map<String, Integer> words) {
    var counts = new WordCounts(null, null);
    words.forEach(
        (word, count) -> {
          for (int i = 0; i < count; i++) {
            counts.add(word);
          }
        });
    return counts;
  }

  /** Numbers of occurrences that make every step but one plain. */
  private static WordCounts hugs() {
    return counts(Map.of("hug", 10, "pug", 5, "pun", 12, "bun", 4, "hugs", 5));
  }

  @Test
  void theMostFrequentPairIsJoinedFirst() {
    var expected = new ArrayList<>(SPECIAL);
    expected.addAll(List.of("b", "g", "h", "n", "p", "s", "u"));
    expected.addAll(List.of("##g", "##n", "##s", "##u"));
    // u+g 20, u+n 16, h+ug 15, p+un 12, then p+ug and hug+s 5 each, where p is the older token.
    expected.addAll(List.of("##ug", "##un", "hug", "pun", "pug", "hugs", "bun"));
    assertEquals(expected, trainer(100, 1, 100).train(hugs()));
    assertEquals(expected.subList(0, 15), trainer(15, 1, 100).train(hugs()));
    assertEquals(expected.subList(0, 19), trainer(100, 5, 100).train(hugs()));
  }

  @Test
  void rareCharactersAreLeftOut() {
    // u 36, g 20, p 17: the three most frequent; those that are left out count as places all the
    // same.
    List<String> tokens = trainer(100, 1, 3).train(hugs());
    assertEquals(List.of("[UNK]", "[CLS]", "g", "p", "u"), tokens.subList(0, 5));
    assertTrue(tokens.contains("##ug"), tokens.toString());
    assertTrue(tokens.stream().noneMatch(token -> token.contains("h") || token.contains("n")));
  }

  @Test
  void aVocabularyThatHoldsNotAllCharactersIsRefused() {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> trainer(12, 1, 100).train(hugs()));
    assertTrue(thrown.getMessage().contains("13 or more"), thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> trainer(0, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new WordPieceTrainer(9, 1, 9, List.of("a", "a"), "##"));
  }

  /** Words of few letters, so that pairs overlap, meet themselves and are equally frequent. */
  @Test
  void equalsCountingAnew() {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      Map<String, Integer> words = new HashMap<>();
      int letters = 1 + random.nextInt(4);
      for (int i = 0; i < 1 + random.nextInt(20); i++) {
        var word = new StringBuilder();
        for (int j = 0; j < 1 + random.nextInt(9); j++) {
          word.append((char) ('a' + random.nextInt(letters)));
        }
        words.merge(word.toString(), 1 + random.nextInt(3), Integer::sum);
      }
      int size = 11 + random.nextInt(20);
      assertEquals(naive(words, size), trainer(size, 1, 100).train(counts(words)), words + "");
    }
  }

  /** The same by the definition: all pairs are counted after each step. */
  private static List<String> naive(Map<String, Integer> words, int size) {
    var tokens = new ArrayList<>(SPECIAL);
    words.keySet().stream()
        .flatMap(word -> word.chars().mapToObj(c -> "" + (char) c))
        .distinct()
        .sorted()
        .forEach(tokens::add);
    words.keySet().stream()
        .flatMap(word -> word.chars().skip(1).mapToObj(c -> "##" + (char) c))
        .distinct()
        .sorted()
        .forEach(tokens::add);
    Map<List<Integer>, Integer> spelled = new HashMap<>();
    words.forEach(
        (word, count) -> {
          var symbols = new ArrayList<Integer>();
          for (int i = 0; i < word.length(); i++) {
            symbols.add(tokens.indexOf((i == 0 ? "" : "##") + word.charAt(i)));
          }
          spelled.put(symbols, count);
        });
    while (tokens.size() < size) {
      Map<List<Integer>, Integer> pairs = new HashMap<>();
      spelled.forEach(
          (symbols, count) -> {
            for (int i = 0; i + 1 < symbols.size(); i++) {
              pairs.merge(List.of(symbols.get(i), symbols.get(i + 1)), count, Integer::sum);
            }
          });
      List<Integer> best =
          pairs.entrySet().stream()
              .min(
                  Comparator.<Map.Entry<List<Integer>, Integer>>comparingInt(e -> -e.getValue())
                      .thenComparing(e -> e.getKey().get(0))
                      .thenComparing(e -> e.getKey().get(1)))
              .map(Map.Entry::getKey)
              .orElse(null);
      if (best == null) {
        return tokens;
      }
      String joined = tokens.get(best.get(0)) + tokens.get(best.get(1)).replaceFirst("^##", "");
      if (!tokens.contains(joined)) {
        tokens.add(joined);
      }
      int id = tokens.indexOf(joined);
      Map<List<Integer>, Integer> next = new HashMap<>();
      spelled.forEach(
          (symbols, count) -> next.merge(joinedIn(symbols, best, id), count, Integer::sum));
      spelled.clear();
      spelled.putAll(next);
    }
    return tokens;
  }

  private static List<Integer> joinedIn(List<Integer> symbols, List<Integer> pair, int id) {
    var joined = new ArrayList<Integer>();
    for (int i = 0; i < symbols.size(); ) {
      boolean here = i + 1 < symbols.size() && symbols.subList(i, i + 2).equals(pair);
      joined.add(here ? id : symbols.get(i));
      i += here ? 2 : 1;
    }
    return joined;
  }

  @Test
  void wordsAreCountedAsAModelIsGivenThem() {
    var counts = new WordCounts(new BertNormalizer(true, true, true, true), new BertPreTokenizer());
    counts.add("Café, café! 日本");
    counts.add("cafe");
    assertEquals(2, counts.texts());
    assertEquals(
        Map.of("cafe", 3L, ",", 1L, "!", 1L, "日", 1L, "本", 1L), Map.copyOf(counts.counts()));
  }

  @Test
  void everyTextThatItWasMadeOfIsCutWithoutUnknowns() {
    var normalizer = new BertNormalizer(true, true, true, true);
    var counts = new WordCounts(normalizer, new BertPreTokenizer());
    var random = new Random(4);
    List<String> texts = Stream.generate(() -> Texts.awkward(random)).limit(200).toList();
    texts.forEach(counts::add);
    List<String> tokens = WordPieceTrainer.bert(20_000, 2, 10_000).train(counts);
    Tokenizer tokenizer =
        WordPieceTrainer.bertTokenizer(tokens, normalizer, java.util.OptionalInt.empty());
    int unknown = tokenizer.specialTokens().unk().orElseThrow();
    for (String text : texts) {
      assertTrue(
          tokenizer.encode(text, null, 0).tokens().stream()
              .noneMatch(token -> token.id() == unknown && !token.added()),
          text);
    }
  }
}
