package org.mekiki.sig.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.AttributionTask;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RunSettings;
import org.mekiki.sig.attribution.Target;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.game.WideModel;

/** Games of very many players of whose sets only few do anything. */
final class SparseFitTest {
  /** A sum of products of a few words, each 1 or masked to 0. */
  private record Products(int words, Map<List<Integer>, Float> sets) {
    static Products some(int words, int singles, int pairs, int triples) {
      var random = new Random(words);
      Map<List<Integer>, Float> sets = new LinkedHashMap<>();
      int[] counts = {singles, pairs, triples};
      for (int size = 1; size <= 3; size++) {
        while (sets.size() < singles + (size > 1 ? pairs : 0) + (size > 2 ? triples : 0)) {
          var set = new ArrayList<Integer>();
          random.ints(0, words).distinct().limit(size).sorted().forEach(set::add);
          float sign = random.nextBoolean() ? 1 : -1;
          sets.put(List.copyOf(set), sign * (1 + random.nextFloat()));
        }
      }
      assertEquals(counts[0] + counts[1] + counts[2], sets.size());
      return new Products(words, sets);
    }

    Variable logits(Tape tape, Operand x) {
      Variable rows = Ops.reshape(x, x.shape().dim(0), words);
      Variable sum = null;
      for (Map.Entry<List<Integer>, Float> each : sets.entrySet()) {
        Variable product = null;
        for (int word : each.getKey()) {
          Variable one = Ops.slice(rows, 1, word, word + 1);
          product = product == null ? one : Ops.mul(product, one);
        }
        Variable term = Ops.scale(product, each.getValue());
        sum = sum == null ? term : Ops.add(sum, term);
      }
      return Ops.concat(1, sum, Ops.scale(sum, -1));
    }

    float all() {
      return (float) sets.values().stream().mapToDouble(each -> each).sum();
    }
  }

  private static List<SetValues> found(Products game, InteractionGame of, ComputeContext context) {
    AttributionInput input = WideModel.input(game.words());
    var task =
        new AttributionTask(
            game::logits,
            List.of(new Target(0, OutputKind.LOGIT), new Target(1, OutputKind.LOGIT)),
            input,
            RunSettings.DEFAULT,
            context,
            Monitor.NONE);
    try (var evaluator = new Evaluator(task)) {
      List<SetValues> found =
          of.evaluate(
              evaluator,
              input,
              WideModel.words(game.words()),
              new double[] {game.all(), -game.all()});
      assertEquals(of.mostPasses(game.words()), evaluator.counts().forward());
      assertEquals(of.leastPasses(game.words()), evaluator.counts().forward());
      return found;
    }
  }

  /** Where no more than three interact, every index of order 3 is the coefficients themselves. */
  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void whatIsSparseIsFoundExactly(int words) {
    Products game = Products.some(words, 10, 8, 4);
    var of = new InteractionGame(InteractionIndex.STII, 3);
    List<SetValues> both = found(game, of, ComputeContext.sequential());
    SetValues found = both.getFirst();
    var sets = new TreeMap<String, Double>();
    double sum = 0;
    for (int i = 0; i < words; i++) {
      sum += add(found, sets, i);
      for (int j = i + 1; j < words; j++) {
        sum += add(found, sets, i, j);
      }
    }
    for (List<Integer> three : found.triples()) {
      sum += add(found, sets, three.stream().mapToInt(p -> p).toArray());
    }
    var expected = new TreeMap<String, Double>();
    game.sets().forEach((set, value) -> expected.put(set.toString(), (double) value));
    assertEquals(expected.keySet(), sets.keySet());
    expected.forEach((set, value) -> assertEquals(value, sets.get(set), 1e-4, set));
    assertEquals(game.all(), sum, 1e-6);
    assertEquals(1, found.explained().orElseThrow(), 1e-9);
    assertTrue(found.margin(0).isEmpty());
    try (var pool = ComputeContext.ownedPool(3)) {
      SetValues again = found(game, of, pool).getFirst();
      assertEquals(found.triples(), again.triples());
      for (int i = 0; i < words; i++) {
        assertEquals(found.value(i), again.value(i));
      }
    }
  }

  private static double add(SetValues found, Map<String, Double> sets, int... set) {
    double value = found.value(set);
    if (Math.abs(value) > 1e-4) {
      sets.put(java.util.Arrays.stream(set).boxed().toList().toString(), value);
    }
    return value;
  }

  /** A set of three has a share in its pairs by an index of pairs, and the sum stays. */
  @ParameterizedTest
  @ValueSource(strings = {"K_SII", "STII", "FSII"})
  void anIndexOfPairsIsReadOff(String name) {
    var game =
        new Products(40, Map.of(List.of(3, 17, 30), 2f, List.of(5), 1f, List.of(8, 9), -1.5f));
    var index = InteractionIndex.valueOf(name);
    SetValues found =
        found(game, new InteractionGame(index, 2), ComputeContext.sequential()).getFirst();
    double share = new DividendShares(index, 2).share(2, 3);
    assertEquals(2 * share, found.value(3, 17), 1e-4);
    assertEquals(2 * share, found.value(17, 30), 1e-4);
    assertEquals(-1.5, found.value(8, 9), 1e-4);
    assertEquals(0, found.value(8, 10), 1e-4);
    assertTrue(found.triples().isEmpty());
    double sum = 0;
    for (int i = 0; i < 40; i++) {
      sum += found.value(i);
      for (int j = i + 1; j < 40; j++) {
        sum += found.value(i, j);
      }
    }
    assertEquals(game.all(), sum, 1e-6);
  }

  /** What no sparse function explains is said, and the sum stays all the same. */
  @Test
  void whatIsNotExplainedIsSaid() {
    int words = 31;
    var model = new WideModel(words, 2);
    var task =
        new AttributionTask(
            model::logits,
            List.of(new Target(0, OutputKind.LOGIT)),
            model.input(),
            RunSettings.DEFAULT,
            ComputeContext.sequential(),
            Monitor.NONE);
    try (var evaluator = new Evaluator(task)) {
      double[] all = {model.value(-1 >>> 1, 0)};
      SetValues found =
          new InteractionGame(InteractionIndex.FSII, 2)
              .evaluate(evaluator, model.input(), WideModel.words(words), all)
              .getFirst();
      double explained = found.explained().orElseThrow();
      assertTrue(explained < 0.95, "explained " + explained);
      double sum = 0;
      for (int i = 0; i < words; i++) {
        sum += found.value(i);
        for (int j = i + 1; j < words; j++) {
          sum += found.value(i, j);
        }
      }
      assertEquals(all[0] - model.value(0, 0), sum, 1e-6);
      assertFalse(Double.isNaN(explained));
    }
  }
}
