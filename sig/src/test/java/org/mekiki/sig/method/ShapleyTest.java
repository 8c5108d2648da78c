package org.mekiki.sig.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.Deadline;
import org.mekiki.sig.attribution.LogitFunction;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.game.OrderPair;
import org.mekiki.sig.game.WideModel;

/** Shapley values by enumeration and by random orders, against the formula in double precision. */
final class ShapleyTest {
  private static final int WORDS = 14;
  private final WideModel model = new WideModel(WORDS, 0.6);
  private final AttributionInput input = model.input();

  private static Target target(int number) {
    return new Target(number, OutputKind.LOGIT);
  }

  private static List<Attribution> attribute(
      Shapley method,
      LogitFunction function,
      AttributionInput of,
      RunSettings settings,
      int... targets) {
    var all = new ArrayList<Target>();
    for (int number : targets) {
      all.add(target(number));
    }
    return method.attribute(
        new AttributionTask(
            function, all, of, settings, ComputeContext.sequential(), Monitor.NONE));
  }

  private Attribution attribute(Shapley method) {
    return attribute(method, model::logits, input, RunSettings.DEFAULT, 0).getFirst();
  }

  private static double margin(Attribution of, int word) {
    return of.unit(RowSet.of(word)).margin().orElseThrow();
  }

  private static long pairs(Attribution found) {
    return (found.counts().forward() - 2) / OrderPair.passes(WORDS);
  }

  @Test
  void twelveWordsAreEnumerated() {
    var small = new WideModel(12, 0.6);
    Attribution found =
        attribute(Shapley.DEFAULT, small::logits, small.input(), RunSettings.DEFAULT, 1).getFirst();
    double[] expected = small.shapley(1);
    for (int w = 0; w < 12; w++) {
      assertEquals(expected[w], found.raw(w), 2e-6);
      assertEquals(0, margin(found, w));
    }
    assertEquals(4096, found.counts().forward());
    assertEquals(0, found.totalDelta().orElseThrow(), 1e-12);
    assertTrue(found.converged());
  }

  /** Over many seeds the intervals hold the values nearly as often as they say. */
  @Test
  void intervalsHoldTheValues() {
    double[] expected = model.shapley(0);
    int runs = 60;
    int held = 0;
    for (int seed = 0; seed < runs; seed++) {
      Attribution found = attribute(new Shapley(100, 0.05, seed));
      for (int w = 0; w < WORDS; w++) {
        held += Math.abs(found.raw(w) - expected[w]) <= margin(found, w) + 1e-6 ? 1 : 0;
      }
      assertEquals(model.value((1 << WORDS) - 1, 0) - model.value(0, 0), sum(found), 5e-6);
      assertEquals(0, found.totalDelta().orElseThrow(), 1e-12, "whatever was drawn");
    }
    double coverage = (double) held / runs / WORDS;
    assertTrue(coverage > 0.9 && coverage < 0.99, "coverage " + coverage);
  }

  private static double sum(Attribution found) {
    double sum = 0;
    for (int w = 0; w < WORDS; w++) {
      sum += found.raw(w);
    }
    return sum;
  }

  @Test
  void pairsAreDrawnUntilAllIntervalsAreNarrow() {
    Attribution wide = attribute(new Shapley(1000, 0.1, 1));
    Attribution narrow = attribute(new Shapley(1000, 0.03, 1));
    assertTrue(pairs(wide) >= SampledShapley.FEWEST && pairs(wide) < pairs(narrow));
    for (int w = 0; w < WORDS; w++) {
      assertTrue(margin(wide, w) <= 0.1 * wide.largestScore());
      assertTrue(margin(narrow, w) <= 0.03 * narrow.largestScore());
    }
    assertTrue(wide.converged() && narrow.converged());
    Attribution ended = attribute(new Shapley(12, 0.001, 1));
    assertEquals(12, pairs(ended));
    assertFalse(ended.converged());
    assertEquals(2, pairs(attribute(new Shapley(2, 0.001, 1))));
  }

  @Test
  void linearAndPairwiseGamesHaveNoSpread() {
    LogitFunction pairwise =
        (tape, x) -> {
          Variable rows = Ops.reshape(x, x.shape().dim(0), WORDS);
          Variable both = Ops.mul(Ops.slice(rows, 1, 0, 1), Ops.slice(rows, 1, 1, 2));
          Variable single = Ops.scale(Ops.slice(rows, 1, 2, 3), 3);
          return Ops.add(Ops.scale(both, 2), single);
        };
    Attribution found =
        attribute(Shapley.DEFAULT, pairwise, input, RunSettings.DEFAULT, 0).getFirst();
    double[] expected = new double[WORDS];
    expected[0] = 1;
    expected[1] = 1;
    expected[2] = 3;
    for (int w = 0; w < WORDS; w++) {
      assertEquals(expected[w], found.raw(w), 1e-12);
      assertEquals(0, margin(found, w), 1e-12);
    }
    assertEquals(SampledShapley.FEWEST, pairs(found));
  }

  @Test
  void noBitDependsOnThreadsBatchesOrOtherTargets() {
    var method = new Shapley(40, 0.05, 3);
    List<Attribution> expected = attribute(method, model::logits, input, RunSettings.DEFAULT, 0, 1);
    for (int t = 0; t < 2; t++) {
      Attribution alone =
          attribute(method, model::logits, input, RunSettings.DEFAULT.withBatchRows(1), t)
              .getFirst();
      assertSame(expected.get(t), alone);
    }
    try (var pool = ComputeContext.ownedPool(3)) {
      var task =
          new AttributionTask(
              model::logits,
              List.of(target(0), target(1)),
              input,
              RunSettings.DEFAULT.withBatchRows(50),
              pool,
              Monitor.NONE);
      List<Attribution> threads = method.attribute(task);
      for (int t = 0; t < 2; t++) {
        assertSame(expected.get(t), threads.get(t));
      }
    }
    assertNotEquals(
        attribute(new Shapley(40, 0.05, 4)).raw(0), expected.getFirst().raw(0), "another seed");
  }

  private static void assertSame(Attribution expected, Attribution found) {
    for (int w = 0; w < WORDS; w++) {
      assertEquals(expected.raw(w), found.raw(w));
      assertEquals(margin(expected, w), margin(found, w));
    }
  }

  @Test
  void limitsEndTheDrawing() {
    var method = new Shapley(1000, 0, 0);
    long least = method.costs(RunSettings.DEFAULT, 1, input.words(), List.of()).base();
    assertEquals(2 + 10 * 26, least);
    long most = least + 3 * 26 + 5;
    Attribution limited =
        attribute(method, model::logits, input, RunSettings.DEFAULT.withPasses(most), 0).getFirst();
    assertEquals(13, pairs(limited));
    Attribution late =
        attribute(
                method,
                model::logits,
                input,
                RunSettings.DEFAULT.withDeadline(Deadline.at(System.nanoTime())),
                0)
            .getFirst();
    assertEquals(2, pairs(late), "two pairs have a spread");
    assertEquals(0, late.totalDelta().orElseThrow(), 1e-12);
  }

  /** The phrase's game has rows that no word has, and so another state without any player. */
  @Test
  void aPhraseOfWordsThatAreLeftOutPlaysFromItsOwnBaseline() {
    var small = new WideModel(4, 0.6);
    RowSet phrase = RowSet.of(2, 3);
    AttributionInput some = small.input().withOnly(WideModel.words(2)).withPhrases(List.of(phrase));
    Attribution found =
        attribute(Shapley.DEFAULT, small::logits, some, RunSettings.DEFAULT, 0).getFirst();
    double expected = 0;
    for (int set = 0; set < 4; set++) {
      double weight = Integer.bitCount(set) == 1 ? 1.0 / 6 : 1.0 / 3;
      expected += weight * (small.value(set | 12, 0) - small.value(set, 0));
    }
    assertEquals(expected, found.unit(phrase).raw(), 1e-6);
    long costs = Shapley.DEFAULT.costs(RunSettings.DEFAULT, 1, some.words(), some.phrases()).base();
    assertEquals(costs, found.counts().forward());
  }

  /** Pieces and phrases of a long text are sampled too, each in a game of its own. */
  @Test
  void aLongTextsPhrasesHaveIntervals() {
    RowSet phrase = RowSet.of(0, 1);
    Attribution found =
        attribute(
                Shapley.DEFAULT,
                model::logits,
                input.withPhrases(List.of(phrase)),
                RunSettings.DEFAULT,
                0)
            .getFirst();
    assertTrue(found.unit(phrase).margin().orElseThrow() > 0);
    double together = 0;
    for (int set = 0; set < 1 << 12; set++) {
      int size = Integer.bitCount(set);
      double weight = 1.0 / 13;
      for (int k = 1; k <= size; k++) {
        weight *= (double) k / (13 - k);
      }
      together += weight * (model.value(set << 2 | 3, 0) - model.value(set << 2, 0));
    }
    assertEquals(together, found.unit(phrase).raw(), 3 * found.unit(phrase).margin().orElseThrow());
  }

  @Test
  void settingsThatMakeNoSenseAreRefusedInASentence() {
    assertEquals(
        "samples is 1; it must be at least 2",
        assertThrows(IllegalArgumentException.class, () -> new Shapley(1, 0.05, 0)).getMessage());
    assertEquals(
        "tolerance is -0.5; it must be a number, 0 or more",
        assertThrows(IllegalArgumentException.class, () -> new Shapley(9, -0.5, 0)).getMessage());
  }
}
