package org.mekiki.sig.counterfactual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.SmallTextModel;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.MaskedLogits;
import org.mekiki.sig.judge.BagModel;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.TextUnits;

/** The smallest sets against all sets, and sets whose size is known. */
final class CounterfactualSearchTest {
  private static final String SIX = "a b c d e f";

  private static Counterfactual search(CounterfactualSearch search, TextModel model, String text) {
    return search.of(
        model, model.encode(text, null), OptionalInt.empty(), OptionalInt.empty(), Monitor.NONE);
  }

  private static CounterfactualSearch with(
      Operation operation, String replacements, SearchLimits limits) {
    return new CounterfactualSearch(
        operation,
        Baseline.ZERO,
        replacements == null ? null : Replacements.of(List.of(replacements.split(","))),
        TextUnits.WORDS,
        limits,
        true);
  }

  private static List<String> words(Change change, Counterfactual of) {
    return change.words().stream().map(word -> word.in(of.text())).toList();
  }

  /** Whether each of all sets of the six words turns the decision when it is masked. */
  @Test
  void allSetsSayTheSame() {
    var model = new SmallTextModel();
    EncodedText text = model.encode(SIX, null);
    List<RowSet> words = TextPart.rows(TextPart.words(text));
    AttributionInput input = AttributionInput.of(model, text, Baseline.ZERO);
    double[][] logits;
    try (var masked = new MaskedLogits(model, text, input)) {
      logits = masked.of(IntStream.range(0, 64).mapToObj(set -> rows(words, set)).toList());
    }
    int decided = best(logits[0]);
    for (int towards = -1; towards < 3; towards++) {
      if (towards == decided) {
        continue;
      }
      int wanted = towards;
      List<Integer> turning =
          IntStream.range(1, 64)
              .filter(s -> wanted < 0 ? best(logits[s]) != decided : best(logits[s]) == wanted)
              .boxed()
              .toList();
      Counterfactual found =
          with(Operation.MASK, null, new SearchLimits(6, 1000, 100))
              .of(
                  model,
                  text,
                  OptionalInt.empty(),
                  wanted < 0 ? OptionalInt.empty() : OptionalInt.of(wanted),
                  Monitor.NONE);
      equal(turning, found.turning(), found.words(), 1);
      List<Integer> keeping =
          IntStream.range(0, 64).filter(s -> best(logits[63 - s]) == decided).boxed().toList();
      equal(keeping, found.keeping().orElseThrow(), found.words(), 0);
    }
  }

  private static void equal(List<Integer> sets, Changes found, List<TextPart> words, int smallest) {
    if (sets.isEmpty()) {
      assertTrue(found.sets().isEmpty());
      assertEquals(6, found.excluded());
      return;
    }
    int size = sets.stream().mapToInt(Integer::bitCount).min().orElseThrow();
    assertTrue(found.minimal());
    assertEquals(size - 1, found.excluded());
    var expected =
        sets.stream().filter(s -> Integer.bitCount(s) == size).collect(Collectors.toSet());
    assertEquals(
        expected,
        found.sets().stream()
            .map(change -> change.words().stream().mapToInt(w -> 1 << words.indexOf(w)).sum())
            .collect(Collectors.toSet()));
    assertEquals(expected.size(), found.reaching());
    assertTrue(size >= smallest);
  }

  private static RowSet rows(List<RowSet> words, int set) {
    return IntStream.range(0, words.size())
        .filter(w -> (set >> w & 1) == 1)
        .mapToObj(words::get)
        .reduce(RowSet.NONE, RowSet::union);
  }

  private static int best(double[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  @Test
  void asManyOfTheLargestAsAreNeeded() {
    var model = new BagModel(true);
    for (Operation operation : List.of(Operation.MASK, Operation.DELETE)) {
      Counterfactual found =
          search(with(operation, null, SearchLimits.DEFAULT), model, "3 1 -2.5 2 0.5");
      assertEquals(1, found.index());
      assertEquals(2, found.turning().sets().getFirst().words().size(), "4 less 5 is below 0");
      assertEquals(List.of("3", "2"), words(found.turning().sets().getFirst(), found));
      assertEquals(1, found.turning().excluded());
      assertEquals(List.of("3"), words(found.keeping().orElseThrow().sets().getFirst(), found));
      double[] left =
          found.turning().sets().getFirst().logits().stream().mapToDouble(x -> x).toArray();
      assertEquals(-1, left[1] - left[0], 1e-6);
      assertEquals(
          1 / (1 + Math.exp(1)), found.turning().sets().getFirst().probabilities().get(1), 1e-6);
    }
  }

  @Test
  void aReplacementTurnsWhatMaskingDoesNot() {
    var model = new BagModel(true);
    Counterfactual found =
        search(with(Operation.REPLACE, "1=-3, 1=-9,2=-1", SearchLimits.DEFAULT), model, "1 2 4");
    Change change = found.turning().sets().getFirst();
    assertEquals(List.of("1"), words(change, found));
    assertEquals(List.of("-9"), change.replacements());
    assertTrue(found.keeping().isEmpty());
    Counterfactual anywhere =
        search(with(Operation.REPLACE, "-4", SearchLimits.DEFAULT), model, "1 2 4");
    assertEquals(List.of("4"), words(anywhere.turning().sets().getFirst(), anywhere));
  }

  /** Thirty words that say the same: sixteen have to go, and nobody tries all sets of these. */
  @Test
  void whatIsNotTriedIsNotCalledMinimal() {
    var model = new BagModel(true);
    String text = String.join(" ", Collections.nCopies(30, "1")) + " " + "-1 ".repeat(14).strip();
    Counterfactual found =
        search(with(Operation.MASK, null, new SearchLimits(20, 20_000, 3)), model, text);
    Change change = found.turning().sets().getFirst();
    assertEquals(17, change.words().size());
    assertFalse(found.turning().minimal());
    assertEquals(2, found.turning().excluded());
    assertTrue(words(change, found).stream().allMatch("1"::equals));
    Counterfactual none =
        search(with(Operation.MASK, null, new SearchLimits(9, 20_000, 3)), model, text);
    assertTrue(none.turning().sets().isEmpty());
    Counterfactual small =
        search(with(Operation.MASK, null, new SearchLimits(20, 10, 3)), model, text);
    assertEquals(0, small.turning().excluded(), "not even all single words were tried");
    assertTrue(small.turning().sets().isEmpty());
  }

  @Test
  void nothingTurnsWhatHasOneClassAlone() {
    Counterfactual found =
        search(with(Operation.MASK, null, SearchLimits.DEFAULT), new BagModel(true), "1 2 3");
    assertEquals(List.of(), found.turning().sets());
    assertEquals(3, found.turning().excluded());
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    var model = new BagModel(true);
    EncodedText text = model.encode("1 2", null);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CounterfactualSearch.DEFAULT.of(
                model, text, OptionalInt.empty(), OptionalInt.of(1), Monitor.NONE));
    assertThrows(
        NothingToExplainException.class, () -> search(CounterfactualSearch.DEFAULT, model, " "));
    assertThrows(
        IllegalArgumentException.class,
        () -> search(with(Operation.REPLACE, "7=8", SearchLimits.DEFAULT), model, "1 2"));
    for (String wrong : List.of("=a", "a=", " ")) {
      assertThrows(IllegalArgumentException.class, () -> Replacements.of(List.of(wrong)));
    }
    assertThrows(
        CancellationException.class,
        () ->
            CounterfactualSearch.DEFAULT.of(
                model, text, OptionalInt.empty(), OptionalInt.empty(), (_, _) -> false));
  }
}
