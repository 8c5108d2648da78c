package org.mekiki.sig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;

/** Metrics where the answer is known in closed form: a model that adds up its words. */
final class LinearFaithfulnessTest {
  private static final String TEXT = "0.1 2 -1 0.5 0.2 0.3 -0.4 1 0.6 0.05";
  private static final double[] VALUES = {0.1, 2, -1, 0.5, 0.2, 0.3, -0.4, 1, 0.6, 0.05};
  private static final BagModel MODEL = new BagModel(true);

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double sum(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Test
  void maskingMetricsAreTheClosedForm() {
    EncodedText encoded = MODEL.encode(TEXT, null);
    double all = sum(VALUES);
    try (var text = new TextUnderTest(MODEL, encoded, Baseline.MASK)) {
      assertEquals(1, text.target());
      double[] scores = new double[encoded.size()];
      System.arraycopy(VALUES, 0, scores, 1, VALUES.length);
      Ranking ranking = Ranking.byScore(text.words(), scores);
      Map<Measure, Double> found = new MaskingMetrics(TokenChoice.WORDS).of(text, ranking);
      assertEquals(
          Math.log(sigmoid(all - 3)) - Math.log(sigmoid(all)),
          found.get(Measure.parse("log-odds@20")),
          1e-6);
      assertEquals(
          sigmoid(all) - sigmoid(all - 3), found.get(Measure.parse("comprehensiveness@20")), 1e-6);
      assertEquals(sigmoid(all) - sigmoid(3), found.get(Measure.parse("sufficiency@20")), 1e-6);
      assertEquals(sigmoid(all) - sigmoid(2), found.get(Measure.parse("sufficiency@10")), 1e-6);
      assertEquals(
          sigmoid(all) - 0.5, found.get(Measure.parse("sufficiency@5")), 1e-6, "no word is 5 %");
      double mean =
          (found.get(Measure.parse("comprehensiveness@5"))
                  + found.get(Measure.parse("comprehensiveness@10"))
                  + found.get(Measure.parse("comprehensiveness@20"))
                  + found.get(Measure.parse("comprehensiveness@50")))
              / 4;
      assertEquals(mean, found.get(Measure.of("comprehensiveness")), 1e-12);
    }
  }

  @Test
  void addedTokensAreChosenWhereThatIsAskedFor() {
    EncodedText encoded = MODEL.encode("-1 -2 3 -0.5", null);
    try (var text = new TextUnderTest(MODEL, encoded, Baseline.MASK)) {
      double[] scores = {0, -1, -2, 3, -0.5, 0};
      Ranking all = Ranking.byScore(TokenChoice.ALL_TOKENS.candidates(text), scores);
      assertEquals(3, all.token(0));
      assertEquals(0, all.token(1), "an added token stands before words of negative score");
      assertEquals(5, all.token(2), "of equals the first in the text comes first");
      Ranking words = Ranking.byScore(TokenChoice.WORDS.candidates(text), scores);
      assertEquals(4, words.size());
      Map<Measure, Double> found = new MaskingMetrics(TokenChoice.ALL_TOKENS).of(text, all);
      assertEquals(0, found.get(Measure.parse("sufficiency@10")), "nothing left counts as no loss");
    }
  }

  private static Findings judged(BagModel model, String text) {
    return new Faithfulness(
            JudgedModel.of(model, Baseline.MASK),
            List.of(
                JudgedMethod.of("sig", SequentialIntegratedGradients.exact()),
                JudgedMethod.of("ig", IntegratedGradients.withSteps(3))),
            Set.of(Metric.values()),
            TokenChoice.WORDS,
            1,
            7)
        .examine(new Example(4, 5, text, null));
  }

  @Test
  void exactScoresOfALinearModelAreTheBestThereIs() {
    Map<String, Map<Measure, Double>> found = judged(MODEL, TEXT).values();
    for (String method : List.of("sig", "ig")) {
      Map<Measure, Double> of = found.get(method);
      assertEquals(
          0, of.get(Measure.of("infidelity")), 1e-9, "scores predict sets of words exactly");
      for (String measure :
          List.of("log-odds", "comprehensiveness", "sufficiency", "deletion", "insertion")) {
        Measure whole = Measure.of(measure);
        assertEquals(found.get(Faithfulness.BEST).get(whole), of.get(whole), 1e-6, measure);
      }
      assertEquals(1, of.get(Measure.of("normalised-comprehensiveness")), 1e-6);
      assertEquals(1, of.get(Measure.of("normalised-sufficiency")), 1e-6);
      assertTrue(
          of.get(Measure.of("max-sensitivity")) < 0.05, "a linear map moves as much as its input");
    }
    Map<Measure, Double> random = found.get(Faithfulness.RANDOM);
    assertTrue(random.get(Measure.of("infidelity")) > 0.1);
    assertTrue(random.get(Measure.of("deletion")) > found.get("sig").get(Measure.of("deletion")));
    assertTrue(random.get(Measure.of("normalised-comprehensiveness")) < 1);
  }

  @Test
  void theSearchFindsTheBestAndTheWorstOrder() {
    EncodedText encoded = MODEL.encode(TEXT, null);
    try (var text = new TextUnderTest(MODEL, encoded, Baseline.MASK)) {
      Ranking best =
          new OrderSearch(TokenChoice.WORDS, OrderSearch.Operation.MASK, true, 1).find(text, 5);
      assertEquals(2, best.token(0));
      assertEquals(8, best.token(1));
      Ranking worst =
          new OrderSearch(TokenChoice.WORDS, OrderSearch.Operation.TAKE_OUT, false, 2)
              .find(text, 2);
      assertEquals(3, worst.token(0));
      assertEquals(7, worst.token(1));
      assertEquals(10, worst.size(), "the others follow");
    }
  }

  @Test
  void theSameTextGivesTheSameBitsWhateverElseIsJudged() {
    Findings once = judged(new BagModel(false), TEXT);
    Findings again = judged(new BagModel(false), TEXT);
    assertEquals(once.values(), again.values());
  }

  @Test
  void aTextWithoutWordsIsLeftOut() {
    assertEquals("no word to explain", judged(MODEL, "  ").reason().orElseThrow());
  }
}
