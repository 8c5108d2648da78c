package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.method.ExactScores;
import org.mekiki.transformer.EntityFinder;
import org.mekiki.transformer.MaskedLanguageModel;
import org.mekiki.transformer.QuestionAnswerer;
import org.mekiki.transformer.SentenceEncoder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.entity.WordSpan;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.weights.converter.Converter;

/**
 * What the views of the tasks share between variants, replay and cut into batches changes no bit;
 * and the answer that they explain is the one that is predicted, bit for bit.
 */
final class SharedViewsTest {
  private static final String TEXT = "an unpretentious , warm and very funny film";
  private static final String OTHER = "a dull , long and very sad play";

  /**
   * A question of a model.
   *
   * @param predicted what the model predicts for the explained output
   */
  private record Asked(TextModel view, EncodedText text, int target, double predicted) {}

  /** Makes one of a loaded model. */
  private interface Asking {
    Asked of(TaskModel model);
  }

  @Test
  void tags() throws IOException {
    same(
        HeadModels.tagger(),
        model -> {
          var tagger = (TokenClassifier) model;
          EncodedText text = tagger.encode(TEXT, null, 0);
          double logit = tagger.predict(text).get(3).logits().get(2);
          return new Asked(tagger.at(text, 3), text, 2, logit);
        });
  }

  @Test
  void wordsInBlanks() throws IOException {
    same(
        HeadModels.masked(),
        model -> {
          var masked = (MaskedLanguageModel) model;
          EncodedText text = masked.encode("a [MASK] film that is [MASK] funny", null, 0);
          int blank = masked.blanks(text).get(1);
          int best = masked.predict(text).get(1).best();
          double logit = masked.predict(text).get(1).logits().get(best);
          return new Asked(masked.at(text, blank), text, best, logit);
        });
  }

  @Test
  void endsOfAnswers() throws IOException {
    same(
        HeadModels.answerer(),
        model -> {
          var answerer = (QuestionAnswerer) model;
          EncodedText text = answerer.encode("what is it ?", TEXT, 0);
          double logit = answerer.predict(text).endLogits().get(answerer.passage(text).from() + 2);
          return new Asked(answerer.end(text), text, 2, logit);
        });
  }

  @Test
  void similarities() throws IOException {
    for (ModelContent content :
        List.of(
            HeadModels.encoder("mean", "", true),
            HeadModels.encoder("cls", "normalize", false),
            HeadModels.encoder("max", "", false))) {
      same(
          content,
          model -> {
            var encoder = (SentenceEncoder) model;
            EncodedText texts = encoder.encode(TEXT, OTHER, 0);
            return new Asked(encoder.similarityOf(texts), texts, 0, encoder.similarity(texts));
          });
    }
  }

  /** The logit is compared by its sigmoid elsewhere; here it is asked of the same view. */
  @Test
  void labelsOfSpans() throws IOException {
    for (String name : List.of("span-deberta", "token-modernbert")) {
      same(
          Converter.inMemory(HeadModels.gliner(name)).content(),
          model -> {
            EntityFinder finder = ((EntityFinder) model).withLabels(List.of("person", "city"));
            EncodedText text = finder.encode("Ada met Charles in London", null, 0);
            TextModel view = finder.at(text, new WordSpan(2, 2));
            Tensor rows = view.embeddings(text);
            Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
            var tape = new Tape(finder.context());
            float logit =
                view.logits(tape, text, tape.constant(rows.reshaped(batch))).value().getFlat(1);
            return new Asked(view, text, 1, logit);
          });
    }
  }

  private static void same(ModelContent content, Asking asking) throws IOException {
    for (int threads : new int[] {1, 3}) {
      try (var context = ComputeContext.ownedPool(threads)) {
        Asked asked = asking.of(HeadModels.load(content, context));
        for (var method :
            List.of(
                new SequentialIntegratedGradients(),
                new IntegratedGradients(),
                new ExactScores())) {
          Explainer explainer =
              Explainer.of(method)
                  .withTolerance(0.05)
                  .withTargets(TargetChoice.ofIndices(List.of(asked.target())));
          Attribution plain = explain(explainer, new SharedWorkTest.Plain(asked.view()), asked, 1);
          assertEquals(asked.predicted(), plain.fInput(), 0, "the predicted answer is explained");
          for (int batchRows : new int[] {1, 60, 0}) {
            Attribution fast = explain(explainer, asked.view(), asked, batchRows);
            assertEquals(SharedWorkTest.scores(plain), SharedWorkTest.scores(fast));
            assertEquals(plain.counts().forward(), fast.counts().forward());
            assertEquals(plain.counts().backward(), fast.counts().backward());
            assertTrue(fast.counts().multiplyAdds() < plain.counts().multiplyAdds());
            if (plain.hasFeatures()) {
              assertEquals(SharedWorkTest.features(plain), SharedWorkTest.features(fast));
            }
          }
          assertTrue(plain.largestScore() > 0, "something moves");
        }
      }
    }
  }

  private static Attribution explain(
      Explainer explainer, TextModel view, Asked asked, int batchRows) {
    return explainer
        .withSettings(explainer.settings().withBatchRows(batchRows))
        .explain(view, asked.text(), Monitor.NONE)
        .attribution();
  }
}
