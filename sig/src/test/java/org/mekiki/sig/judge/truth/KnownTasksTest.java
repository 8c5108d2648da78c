package org.mekiki.sig.judge.truth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.judge.Example;

/** The rules say what their documentation does, and shares of simple rules are known. */
final class KnownTasksTest {
  static List<KnownTask> tasks() {
    return KnownTask.all();
  }

  /** An underscore is a masked word. */
  private static String[] words(String text) {
    String[] words = text.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].equals("_") ? null : words[i];
    }
    return words;
  }

  private static KnownTask task(String name) {
    return KnownTask.find(name).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "negation, the house stands, neutral",
    "negation, the good house, positive",
    "negation, not good house, negative",
    "negation, not the good house, positive",
    "negation, _ good house, positive",
    "negation, not bad house, positive",
    "negation, not _ house, neutral",
    "negation, good not house, positive",
    "conjunction, the red star, yes",
    "conjunction, star and blue, yes",
    "conjunction, the red blue, no",
    "conjunction, _ star, no",
    "disjunction, smoke and fire, yes",
    "disjunction, _ and fire, yes",
    "disjunction, _ and _, no",
    "majority, rises and climbs and falls, up",
    "majority, rises and _ and falls, level",
    "majority, _ and sinks and falls, down",
    "majority, the house, level",
    "agreement, the old keys, plural",
    "agreement, the keys near the dog, plural",
    "agreement, the boy that the red dogs saw, singular",
    "agreement, the _ near the dogs, unknown",
    "agreement, the _ keys near the dog, plural",
    "agreement, there near the dogs, unknown"
  })
  void answers(String name, String text, String wanted) {
    assertEquals(wanted, task(name).classes().get(task(name).answer(words(text))));
  }

  /** By hand: the mean of what a word adds, over all orders in which words come. */
  @ParameterizedTest
  @CsvSource({
    "negation, the fine house, 0 1 0",
    "negation, not dull house, 0.5 0.5 0",
    "negation, not house dull, 0 0 1",
    "conjunction, a red star, 0 0.5 0.5",
    "conjunction, red red star, 0.16666667 0.16666667 0.66666667",
    "disjunction, smoke, 1",
    "disjunction, smoke a fire, 0.5 0 0.5",
    "disjunction, fire siren fire, 0.33333333 0.33333333 0.33333333",
    "majority, rises climbs drops, 0.66666667 0.66666667 -0.33333333",
    "majority, rises drops, 0 0",
    "agreement, the old keys near the dog, 0 0 1 0 0 0"
  })
  void shares(String name, String text, String wanted) {
    double[] shares = Arrays.stream(wanted.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(shares, TrueShares.of(task(name), words(text)).values(), 1e-8);
  }

  @Test
  void howFarScoresAreFromTheTruth() {
    TrueShares both = TrueShares.of(task("conjunction"), words("a red star and"));
    assertEquals(RowSet.of(1, 2), both.deciding());
    assertEquals(0.75, both.share(1, 4, -2, 1), 1e-12);
    assertEquals(1, both.found(1, 4, -2, 1));
    assertEquals(0.5, both.found(3, 4, -2, 1));
    assertEquals(0, both.distance(0, 7, 7, 0), 1e-12);
    assertEquals(1, both.distance(1, 0, 0, 3), 1e-12);
    assertEquals(1, both.distance(0, -1, -1, 0), 1e-12);
    assertEquals(0.5, both.distance(0, 1, 0, 0), 1e-12);
    assertTrue(Double.isNaN(both.share(0, 0, 0, 0)));
    assertTrue(Double.isNaN(both.found(0, 0, 0, 0)));
  }

  @Test
  void aNotBeforeAnotherWordAndAnAttractorAreTraps() {
    assertEquals(RowSet.of(0, 3), task("negation").traps(words("not the good not")));
    assertEquals(RowSet.of(2), task("negation").traps(words("not good not a")));
    assertEquals(RowSet.NONE, task("majority").traps(words("rises falls")));
    assertEquals(RowSet.of(5), task("agreement").traps(words("the keys with the old dog")));
    assertEquals(RowSet.NONE, task("agreement").traps(words("the keys that the dogs knew")));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void textsAreOfTheVocabularyAndOfAllClasses(KnownTask task) {
    var random = new Random(1);
    int[] classes = new int[task.classes().size()];
    assertEquals(task.vocabulary().size(), new HashSet<>(task.vocabulary()).size());
    for (int i = 0; i < 600; i++) {
      List<String> text = task.text(random);
      assertTrue(task.vocabulary().containsAll(text), text.toString());
      assertTrue(text.size() <= TrueShares.MOST_WORDS, text.toString());
      classes[task.answer(text.toArray(String[]::new))]++;
    }
    IntStream.of(classes).forEach(count -> assertTrue(count > 60, task.name() + " " + count));
  }

  @Test
  void someWordDecidesInEveryTextThatIsJudged() {
    List<Example> examples = new KnownTexts(tasks(), 30, 3).examples();
    assertEquals(30 * tasks().size(), examples.size());
    var first = new ArrayList<Example>();
    for (Example example : examples) {
      KnownTask task = new KnownTexts(tasks(), 30, 3).task(example);
      TrueShares truth = TrueShares.of(task, KnownTexts.words(example));
      assertTrue(truth.isKnown(), example.text());
      assertEquals(1, truth.share(truth.values()), 1e-12);
      assertEquals(0, truth.distance(truth.values()), 1e-12);
      if (task.name().equals("disjunction")) {
        first.add(example);
      }
    }
    List<String> alone =
        new KnownTexts(List.of(task("disjunction")), 30, 3)
            .examples().stream().map(Example::text).toList();
    assertEquals(alone, first.stream().map(Example::text).toList(), "whatever stands beside it");
  }
}
