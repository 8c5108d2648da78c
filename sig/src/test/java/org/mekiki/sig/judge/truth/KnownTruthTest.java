package org.mekiki.sig.judge.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.judge.BagModel;
import org.mekiki.sig.judge.Example;
import org.mekiki.sig.judge.Faithfulness;
import org.mekiki.sig.judge.JudgedMethod;
import org.mekiki.sig.judge.Measure;

/** A model that adds up its words knows a rule of sums, and no other one. */
final class KnownTruthTest {
  /**
   * Of words that are numbers.
   *
   * @param bound the answer is yes where their sum is larger
   */
  private record Sum(double bound) implements KnownTask {
    @Override
    public String name() {
      return "sum";
    }

    @Override
    public List<String> classes() {
      return List.of("no", "yes");
    }

    @Override
    public List<String> vocabulary() {
      return List.of("0", "3");
    }

    @Override
    public List<String> text(Random random) {
      return List.of("0", "3", "0", "3");
    }

    @Override
    public int answer(String... words) {
      double sum =
          Arrays.stream(words).filter(Objects::nonNull).mapToDouble(Double::parseDouble).sum();
      return sum > bound ? 1 : 0;
    }
  }

  private static Map<String, Map<Measure, Double>> found(KnownTask task) {
    var texts = new KnownTexts(List.of(task), 1, 0);
    Example example = texts.examples().getFirst();
    var trained = new KnownTruth.Trained("trained so", Map.of("sum", new BagModel(true)));
    JudgedMethod sig = JudgedMethod.of("sig", SequentialIntegratedGradients.exact());
    return new KnownTruth(texts, List.of(trained), List.of(sig), Baseline.MASK, 0)
        .examine(example)
        .values();
  }

  @Test
  void theTruthIsFoundWhereTheModelKnowsIt() {
    Map<String, Map<Measure, Double>> found = found(new Sum(0));
    assertEquals(1, found.get("model").get(Measure.of("known, sum, trained so")));
    Map<Measure, Double> sig = found.get("sig");
    assertEquals(1, sig.get(Measure.of("share, sum, trained so")), 1e-6);
    assertEquals(1, sig.get(Measure.of("found, sum, trained so")));
    assertEquals(0, sig.get(Measure.of("distance, sum, trained so")), 1e-6);
    Map<Measure, Double> random = found.get(Faithfulness.RANDOM);
    assertTrue(random.get(Measure.of("share, sum, trained so")) < 0.99);
  }

  /** It says yes to a single 3, where the rule asks for two. */
  @Test
  void aTextDoesNotCountWhereTheModelHasAnotherRule() {
    Map<String, Map<Measure, Double>> found = found(new Sum(4));
    assertEquals(0, found.get("model").get(Measure.of("known, sum, trained so")));
    assertFalse(found.containsKey("sig"));
  }
}
