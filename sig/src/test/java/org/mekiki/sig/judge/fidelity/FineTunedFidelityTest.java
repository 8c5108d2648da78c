package org.mekiki.sig.judge.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.ModelView;
import org.mekiki.sig.judge.BagModel;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.Findings;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.JudgedModel;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Summary;
import org.mekiki.sig.statistics.Estimate;

/** A sum of words, of which every expectation has a closed form. */
final class FineTunedFidelityTest {
  private static final BagModel MODEL = new BagModel(true);
  private static final JudgedMethod SIG =
      JudgedMethod.of("sig", SequentialIntegratedGradients.exact());

  private static Findings found(String text, double bound, int number) {
    return fidelity(MODEL, bound).examine(new Example(number, 1, text, null));
  }

  private static FineTunedFidelity fidelity(BagModel model, double bound) {
    return new FineTunedFidelity(
        JudgedModel.of(model, Baseline.MASK), model, List.of(SIG), bound, 0);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Of ten words a tenth is one word: each expectation is a mean over single words. */
  @Test
  void oneWordOfTen() {
    double[] words = {2, 1, 0.5, 0.25, 0.1, 0, -0.1, -0.2, -0.3, -0.4};
    Map<Measure, Double> sig =
        found("0.1 -0.4 2 0 0.25 -0.1 1 -0.2 0.5 -0.3", 0.1, 0).values().get("sig");
    double sum = Arrays.stream(words).sum();
    for (int percent : FineTunedFidelity.PERCENTS) {
      int top = percent / 10;
      double plus =
          sigmoid(sum)
              - IntStream.range(0, top).mapToDouble(i -> sigmoid(sum - words[i])).sum() / top;
      double minus =
          sigmoid(sum)
              - IntStream.range(top, 10).mapToDouble(i -> sigmoid(sum - words[i])).sum()
                  / (10 - top);
      assertEquals(plus, sig.get(Measure.of("fidelity+").at(percent)), 1e-6);
      assertEquals(minus, sig.get(Measure.of("fidelity-").at(percent)), 1e-6);
      assertEquals(plus - minus, sig.get(Measure.of("difference").at(percent)), 1e-6);
    }
    assertEquals(
        FineTunedFidelity.PERCENTS.stream()
            .mapToDouble(percent -> sig.get(Measure.of("fidelity+").at(percent)))
            .average()
            .orElseThrow(),
        sig.get(Measure.of("fidelity+")),
        1e-12);
  }

  /** Half of eight words may go, but no more than half of the top four: two at a time. */
  @Test
  void theBoundAndThePartBothHold() {
    double[] words = {3, 2, 1, 0.5, -0.1, -0.2, -0.3, -0.4};
    Map<Measure, Double> sig = found("3 2 1 0.5 -0.1 -0.2 -0.3 -0.4", 0.5, 0).values().get("sig");
    double sum = Arrays.stream(words).sum();
    double left = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = i + 1; j < 4; j++) {
        left += sigmoid(sum - words[i] - words[j]) / 6;
      }
    }
    assertEquals(sigmoid(sum) - left, sig.get(Measure.of("fidelity+").at(50)), 1e-6);
  }

  @Test
  void chanceIsWorthNothing() {
    var summary = new Summary(0);
    for (int number = 0; number < 400; number++) {
      summary.add(found("1.5 1 0.5 0.25 0.1 0 -0.1 -0.2 -0.3 -0.4", 0.1, number));
    }
    Measure difference = Measure.of("difference");
    Estimate random = summary.estimate(Faithfulness.RANDOM, difference).orElseThrow();
    assertEquals(0, random.mean(), 0.01);
    assertTrue(summary.estimate("sig", difference).orElseThrow().low() > 0.05);
  }

  /** The class is the model's own, also where the copy would say another. */
  @Test
  void theModelSaysWhichClass() {
    var opposite =
        new ModelView(MODEL) {
          @Override
          public Variable logits(Tape tape, EncodedText text, Operand embeddings) {
            return Ops.scale(MODEL.logits(tape, text, embeddings), -1);
          }
        };
    Map<String, Map<Measure, Double>> found =
        new FineTunedFidelity(JudgedModel.of(MODEL, Baseline.MASK), opposite, List.of(SIG), 0.1, 0)
            .examine(new Example(0, 1, "2 1 0.5 -0.2", null))
            .values();
    assertEquals(1, found.get("model").get(Measure.of("same answer")));
    assertEquals(0, found.get("mask-trained copy").get(Measure.of("same answer")));
    assertTrue(found.get("sig").get(Measure.of("fidelity+")) < 0);
  }

  @Test
  void aTextOfOneWordHasNoOrder() {
    assertEquals("fewer than two words to rank", found("3", 0.1, 0).reason().orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> fidelity(MODEL, 0));
    assertThrows(IllegalArgumentException.class, () -> fidelity(MODEL, Double.NaN));
  }

  @Test
  void allSetsOrAsManyAsAsked() {
    List<RowSet> words = IntStream.range(0, 6).mapToObj(RowSet::of).toList();
    List<RowSet> all = new WordSets(20).of(words, 3, 1);
    assertEquals(20, new LinkedHashSet<>(all).size());
    assertTrue(all.stream().allMatch(set -> set.size() == 3));
    List<RowSet> drawn = new WordSets(19).of(words, 3, 1);
    assertEquals(19, drawn.size());
    assertTrue(drawn.stream().allMatch(set -> set.size() == 3));
    assertEquals(drawn, new WordSets(19).of(words, 3, 1));
    assertEquals(List.of(RowSet.NONE), new WordSets(1).of(words, 0, 1));
    int[] counts = new int[6];
    for (int seed = 0; seed < 500; seed++) {
      for (RowSet set : new WordSets(10).of(words, 3, seed)) {
        for (int i = 0; i < 3; i++) {
          counts[set.row(i)]++;
        }
      }
    }
    for (int count : counts) {
      assertEquals(0.5, count / 5000.0, 0.03, Arrays.toString(counts));
    }
  }
}
