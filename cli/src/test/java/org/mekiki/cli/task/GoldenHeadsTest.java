package org.mekiki.cli.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.GoldenTest;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.IntegratedGradients;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.transformer.MaskedLanguageModel;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Heads beside sequence classification against float64 reference values. */
final class GoldenHeadsTest {
  private static final Path HEADS =
      Path.of(System.getProperty("mekiki.shared", "absent")).resolve("golden/heads");

  /** Checks a sentence of a model. */
  private interface Check {
    void of(TaskModel model, EncodedText text, JsonNode sentence);
  }

  private static void check(String head, int atLeast, Check check) throws IOException {
    Path directory = HEADS.resolve(head);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    JsonNode golden = JsonFile.read(directory.resolve("golden.json"));
    try (ModelFile file = Converter.inMemory(directory);
        var pool = ComputeContext.ownedPool(2)) {
      for (var context : List.of(ComputeContext.sequential().withScalarKernels(), pool)) {
        TaskModel model = TaskModel.of(file, context);
        int details = 0;
        for (JsonNode sentence : golden.path("sentences")) {
          JsonNode pair = sentence.path("text_pair");
          EncodedText text =
              model.encode(
                  sentence.path("text").asString(), pair.isNull() ? null : pair.asString(), 0);
          assertEquals(sentence.path("input_ids").size(), text.size());
          for (int i = 0; i < text.size(); i++) {
            assertEquals(sentence.path("input_ids").path(i).asInt(), text.tokens().get(i).id());
          }
          check.of(model, text, sentence);
          details += sentence.has("detail") ? 1 : 0;
        }
        assertTrue(details >= atLeast, details + " sentences with detail");
      }
    }
  }

  @Test
  void tagsEqualTheReference() throws IOException {
    check(
        "token-classification",
        3,
        (model, text, sentence) -> {
          var tagger = (TokenClassifier) model;
          List<Prediction> predictions = tagger.predict(text);
          for (int i = 0; i < text.size(); i++) {
            close(sentence.path("logits").path(i), predictions.get(i).logits());
            assertEquals(sentence.path("predictions").path(i).asInt(), predictions.get(i).best());
          }
          JsonNode detail = sentence.path("detail");
          if (!detail.isMissingNode()) {
            int token = detail.path("target").path("token").asInt();
            int label = detail.path("target").path("label").asInt();
            var view = tagger.at(text, token);
            GoldenTest.checkAttributions(view, text, label, detail);
            checkOcclusion(view, text, label, detail);
          }
        });
  }

  @Test
  void wordsInBlanksEqualTheReference() throws IOException {
    check(
        "masked-lm",
        3,
        (model, text, sentence) -> {
          var masked = (MaskedLanguageModel) model;
          var positions = new ArrayList<Integer>();
          sentence.path("masks").forEach(m -> positions.add(m.path("position").asInt()));
          assertEquals(positions, masked.blanks(text));
          List<Prediction> predictions = masked.predict(text);
          for (int b = 0; b < predictions.size(); b++) {
            checkBlank(sentence.path("masks").path(b), predictions.get(b));
          }
          JsonNode detail = sentence.path("detail");
          if (!detail.isMissingNode()) {
            int position = detail.path("target").path("position").asInt();
            int id = detail.path("target").path("id").asInt();
            var view = masked.at(text, position);
            GoldenTest.checkAttributions(view, text, id, detail);
            checkOcclusion(view, text, id, detail);
            checkBlankIsNothing(masked, text, id, position);
          }
        });
  }

  private static void checkBlank(JsonNode expected, Prediction prediction) {
    List<Integer> best = Wording.strongest(prediction.logits(), 5);
    for (int i = 0; i < best.size(); i++) {
      int id = best.get(i);
      assertEquals(expected.path("top5_ids").path(i).asInt(), id);
      assertEquals(
          expected.path("top5_logits").path(i).asDouble(), prediction.logits().get(id), 1e-5);
      assertEquals(
          expected.path("top5_probabilities").path(i).asDouble(),
          prediction.probabilities().get(id),
          1e-5);
    }
    assertEquals(
        expected.path("log_sum_exp").asDouble(), BlankReader.logSumExp(prediction.logits()), 1e-5);
    if (expected.has("logits")) {
      close(expected.path("logits"), prediction.logits());
    }
  }

  /** The row of a blank that is written in the text is the baseline's: nothing moves. */
  private static void checkBlankIsNothing(
      MaskedLanguageModel model, EncodedText text, int id, int position) {
    for (Explainer explainer :
        List.of(SequentialIntegratedGradients.withSteps(7), IntegratedGradients.withSteps(7))) {
      Attribution attribution =
          explainer
              .withTargets(TargetChoice.ofIndices(List.of(id)))
              .explain(model.at(text, position), text, Monitor.NONE)
              .attribution();
      assertEquals(0, attribution.raw(position), 0);
    }
  }

  private static void checkOcclusion(
      TextModel view, EncodedText text, int target, JsonNode detail) {
    Attribution exact =
        SequentialIntegratedGradients.exact()
            .withTargets(TargetChoice.ofIndices(List.of(target)))
            .explain(view, text, Monitor.NONE)
            .attribution();
    for (int i = 0; i < text.size(); i++) {
      assertEquals(
          detail.path("occlusion").path("token_sum").path(i).asDouble(), exact.raw(i), 2e-5);
    }
  }

  private static void close(JsonNode expected, List<Double> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < actual.size(); i++) {
      assertEquals(expected.path(i).asDouble(), actual.get(i), 1e-5);
    }
  }
}
