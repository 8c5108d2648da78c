package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.attribution.OutputKind;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.TextUnits;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Methods beside SIG and IG against float64 reference values, on all reference models. */
final class MethodsGoldenTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  @ParameterizedTest
  @ValueSource(
      strings = {"golden/bert", "golden/distilbert", "golden/roberta", "models/sst2-small"})
  void methodsEqualTheReference(String folder) throws IOException {
    Path directory = SHARED.resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    JsonNode golden = JsonFile.read(directory.resolve("golden.json"));
    try (ModelFile file = Converter.inMemory(directory);
        var pool = ComputeContext.ownedPool(2)) {
      Classifier model = Classifier.of(file, pool);
      for (JsonNode sentence : golden.path("sentences")) {
        if (sentence.has("detail")) {
          JsonNode pair = sentence.path("text_pair");
          EncodedText text =
              model.encode(
                  sentence.path("text").asString(), pair.isNull() ? null : pair.asString());
          check(model, text, sentence.path("target").asInt(), sentence.path("detail"));
        }
      }
    }
  }

  /** What PyTorch gives in float64 with the held quantities detached and the others scaled. */
  @ParameterizedTest
  @CsvSource({
    "linear, -0.113443899 -0.007936904 1.908694839 -0.287903347 -0.160129042 -0.054218165"
        + " -0.345910712 0.516522916 0.372810018 -0.101710669 -0.031107382",
    "cp-lrp, -0.072015911 0.006200880 1.531868875 -0.329079332 -0.085167084 -0.038352031"
        + " -0.265997818 0.544779443 0.281570305 -0.067644888 -0.018761843",
    "attn-lrp, -0.062302109 0.012327125 0.684665955 -0.079945236 -0.058468944 -0.004481132"
        + " -0.143446784 0.262839928 0.110986498 -0.030727078 0.002406390",
    "gim, -0.060082337 0.021791233 0.670022885 -0.096526016 -0.031918339 0.007613265"
        + " -0.070567863 0.282080512 0.086760623 -0.025065983 0.011125125"
  })
  void onePassMethodsEqualTheReference(String method, String scores) throws IOException {
    Path directory = SHARED.resolve("models/sst2-small");
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    try (ModelFile file = Converter.inMemory(directory)) {
      Classifier model = Classifier.of(file, ComputeContext.sequential());
      EncodedText text = model.encode("It is not without charm , but unwatchable .", null);
      Attribution found = attribution(method, model, text, 0);
      String[] expected = scores.split(" ", -1);
      assertEquals(expected.length + 2, text.size());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(Double.parseDouble(expected[i]), found.raw(i + 1), 2e-6, "token " + i);
      }
      if (method.equals("linear")) {
        assertEquals(0, found.totalDelta().orElseThrow(), 2e-6);
      }
    }
  }

  private static void check(Classifier model, EncodedText text, int target, JsonNode detail) {
    requireTokens(
        detail.path("input_x_gradient").path("token_sum"),
        attribution("input-x-gradient", model, text, target),
        text,
        2e-5);
    requireTokens(
        detail.path("occlusion").path("token_sum"),
        attribution("occlusion", model, text, target),
        text,
        2e-5);
    requireTokens(
        gradientSums(detail.path("gradient")),
        attribution("gradient", model, text, target),
        text,
        2e-5);
    Attribution deepLift = attribution("deeplift", model, text, target);
    assertEquals(
        detail.path("ig").path("f_baseline").asDouble(), deepLift.fBaseline().orElseThrow(), 2e-5);
    double residual = Math.abs(deepLift.totalDelta().orElseThrow());
    assertTrue(
        residual <= 1e-4 * deepLift.largestScore() + 2e-5, "DeepLIFT's residual is " + residual);
    checkDeletion(model, text, target, detail.path("metrics"));
  }

  private static Attribution attribution(
      String method, Classifier model, EncodedText text, int target) {
    return Explainer.of(Methods.of(method))
        .withTarget(Integer.toString(target))
        .explain(model, text, Monitor.NONE)
        .attribution();
  }

  private static double[] gradientSums(JsonNode gradient) {
    double[] sums = new double[gradient.size()];
    for (int i = 0; i < sums.length; i++) {
      for (JsonNode value : gradient.path(i)) {
        sums[i] += value.asDouble();
      }
    }
    return sums;
  }

  private static void requireTokens(
      JsonNode expected, Attribution actual, EncodedText text, double share) {
    double[] values = new double[expected.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = expected.path(i).asDouble();
    }
    requireTokens(values, actual, text, share);
  }

  /** Added tokens are no words here, and have no score. */
  private static void requireTokens(
      double[] expected, Attribution actual, EncodedText text, double share) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertEquals(text.size(), expected.length);
    for (int i = 0; i < expected.length; i++) {
      double value = text.tokens().get(i).added() ? 0 : expected[i];
      assertEquals(value, actual.raw(i), share * largest + 1e-6);
    }
  }

  /** Comprehensiveness is the score of the chosen tokens by deletion. */
  private static void checkDeletion(
      Classifier model, EncodedText text, int target, JsonNode metrics) {
    for (String ranked : List.of("sig", "ig")) {
      for (JsonNode entry : metrics.path(ranked).path("by_percent")) {
        int[] rows = new int[entry.path("topk_indices").size()];
        boolean words = rows.length > 0;
        for (int k = 0; k < rows.length; k++) {
          rows[k] = entry.path("topk_indices").path(k).asInt();
          words &= !text.tokens().get(rows[k]).added();
        }
        if (words) {
          RowSet chosen = RowSet.of(rows);
          Attribution found =
              Explainer.of(Methods.of("deletion"))
                  .withOutput(OutputKind.PROBABILITY)
                  .withTarget(Integer.toString(target))
                  .withUnits(
                      new TextUnits(false, List.of(_ -> List.of(new TextPart(0, 0, 1, chosen))), 0))
                  .explain(model, text, Monitor.NONE)
                  .attribution();
          assertEquals(entry.path("comprehensiveness").asDouble(), found.unit(chosen).raw(), 1e-5);
        }
      }
    }
  }
}
