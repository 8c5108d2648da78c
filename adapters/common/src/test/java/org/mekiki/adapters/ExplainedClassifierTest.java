package org.mekiki.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;

/** A decision's record holds what prediction and explanation say, and nothing else. */
final class ExplainedClassifierTest {
  private static final String TEXT = "a warm film , but dull";

  private static ExplainedClassifier explained;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws IOException {
    explained = ExplainedClassifier.load(TestModels.classifier(), ComputeContext.sequential());
  }

  @Test
  void theDecisionIsThatOfThePrediction() {
    Classifier model = explained.model();
    Prediction prediction = model.predict(model.encode(TEXT, null));
    ExplainedDecision decision = explained.explain(TEXT);
    assertEquals(model.labels().get(prediction.best()), decision.label());
    assertEquals(prediction.probabilities().get(prediction.best()), decision.probability());
    assertEquals(
        prediction.probabilities(),
        decision.classes().stream().map(ClassProbability::probability).toList());
    assertEquals(model.labels(), decision.classes().stream().map(ClassProbability::label).toList());
  }

  @Test
  void theWordsAreThoseOfTheTextWithTheirExactScores() {
    ExplainedDecision decision = explained.explain(TEXT);
    Explanation exact = SequentialIntegratedGradients.exact().explain(explained.model(), TEXT);
    assertEquals(exact.words().size(), decision.words().size());
    for (int i = 0; i < exact.words().size(); i++) {
      DecisionWord word = decision.words().get(i);
      assertEquals(TEXT.substring(word.start(), word.end()), word.text());
      // What the certificate promises: the exact score is within the error.
      double scale = word.logit() == 0 ? 0 : Math.abs(word.error() / word.score() * word.logit());
      assertEquals(exact.words().get(i).raw(), word.logit(), scale + 1e-5, word.text());
    }
    assertTrue(score(decision, "warm") * score(decision, "dull") < 0, decision.toString());
    double norm = decision.words().stream().mapToDouble(word -> word.score() * word.score()).sum();
    assertEquals(1, norm, 1e-9);
  }

  private static double score(ExplainedDecision decision, String text) {
    return decision.words().stream()
        .filter(word -> word.text().equals(text))
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void theCertificateSaysHowFarTheScoresAre() {
    Certificate certificate = explained.explain(TEXT).certificate();
    assertTrue(certificate.converged());
    assertTrue(certificate.largestError() <= 0.01, certificate.toString());
    assertTrue(certificate.passes() > 6, certificate.toString());
    Certificate coarse =
        explained
            .withExplainer(SequentialIntegratedGradients.withSteps(1))
            .explain("an unpretentious , warm and very funny film")
            .certificate();
    assertTrue(coarse.largestError() > certificate.largestError(), coarse.toString());
    assertFalse(coarse.converged(), coarse.toString());
  }

  @Test
  void theExplainedClassIsTheExplainers() {
    ExplainedClassifier negative =
        explained.withExplainer(
            SequentialIntegratedGradients.adaptive(0.01).withTarget("negative"));
    ExplainedDecision decision = negative.explain("a warm and funny film");
    assertEquals("negative", decision.label());
    assertTrue(decision.probability() < 0.5);
    assertTrue(score(decision, "warm") < 0, "speaks against it");
  }

  @Test
  void severalTextsAreThoseOfEach() {
    List<String> texts = List.of("a warm film", "a dull film");
    assertEquals(texts.stream().map(explained::explain).toList(), explained.explain(texts));
  }

  @Test
  void aTextThatIsTooLongIsToldToBeCut() {
    assertFalse(explained.explain(TEXT).truncated());
    ExplainedDecision cut =
        explained
            .withExplainer(SequentialIntegratedGradients.exact())
            .explain("warm ".repeat(explained.model().maxLength()));
    assertTrue(cut.truncated());
    assertTrue(cut.words().size() < explained.model().maxLength());
  }

  @Test
  void aTextWithoutWordsIsRefused() {
    assertThrows(NothingToExplainException.class, () -> explained.explain(" "));
  }

  @Test
  void aModelThatAnswersWithNumbersIsRefused() {
    Path numbers = TestModels.reranker(folder);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ExplainedClassifier.load(numbers, ComputeContext.sequential()));
    assertEquals(
        "the model answers with numbers; a classifier, which decides for a class, is needed",
        refused.getMessage());
  }
}
