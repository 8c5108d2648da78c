package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.judge.MaskingMetrics;
import org.mekiki.sig.judge.Measure;
import org.mekiki.sig.judge.Ranking;
import org.mekiki.sig.judge.TextUnderTest;
import org.mekiki.sig.judge.TokenChoice;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Masking metrics against float64 reference values, with the published choice of tokens. */
final class GoldenMetricsTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  @ParameterizedTest
  @ValueSource(
      strings = {"golden/bert", "golden/distilbert", "golden/roberta", "models/sst2-small"})
  void metricsEqualTheReference(String folder) throws IOException {
    Path directory = SHARED.resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    int compared = 0;
    try (ModelFile file = Converter.inMemory(directory)) {
      Classifier model = Classifier.of(file, ComputeContext.sequential());
      for (JsonNode sentence : JsonFile.read(directory.resolve("golden.json")).path("sentences")) {
        if (sentence.path("detail").has("metrics")) {
          check(model, sentence, "sig");
          check(model, sentence, "ig");
          compared++;
        }
      }
    }
    assertTrue(compared > 2, "only " + compared + " sentences with metrics");
  }

  /** Ranked by the reference's own scores, so that nothing but the metrics is compared. */
  private static void check(Classifier model, JsonNode sentence, String method) {
    JsonNode detail = sentence.path("detail");
    JsonNode expected = detail.path("metrics").path(method);
    JsonNode given = detail.path(method).path("token_normalized");
    double[] scores = new double[given.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = given.path(i).asDouble();
    }
    JsonNode pair = sentence.path("text_pair");
    EncodedText encoded =
        model.encode(sentence.path("text").asString(), pair.isNull() ? null : pair.asString());
    try (var text = new TextUnderTest(model, encoded, Baseline.MASK)) {
      Ranking ranking = Ranking.byScore(text.tokens(), scores);
      Map<Measure, Double> found = new MaskingMetrics(TokenChoice.ALL_TOKENS).of(text, ranking);
      for (JsonNode at : expected.path("by_percent")) {
        String percent = "@" + at.path("topk_percent").asInt();
        compare(at, found, percent);
        assertEquals(at.path("topk_indices").size(), at.path("k").asInt());
        for (JsonNode index : at.path("topk_indices")) {
          assertTrue(ranking.top(at.path("k").asInt()).position(index.asInt()) >= 0);
        }
      }
      compare(expected.path("aopc"), found, "");
    }
  }

  private static void compare(JsonNode expected, Map<Measure, Double> found, String suffix) {
    for (String name : new String[] {"log_odds", "comprehensiveness", "sufficiency"}) {
      String measure = name.replace('_', '-') + suffix;
      assertEquals(
          expected.path(name).asDouble(), found.get(Measure.parse(measure)), 1e-5, measure);
    }
  }
}
