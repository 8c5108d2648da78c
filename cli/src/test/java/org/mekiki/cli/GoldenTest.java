package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.mekiki.sig.quadrature.QuadratureRule;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.weights.converter.Converter;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/** Everything from tokens to attributions against float64 reference values. */
@Execution(ExecutionMode.CONCURRENT)
public final class GoldenTest {
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));

  /**
   * The reference's logits for numbers of tokens, of a text with a literal padding token, whose
   * position is then the one before the first; the file has those for given embeddings, of which
   * the reference cannot know that one is padding.
   */
  private static final Map<String, List<Double>> BY_NUMBERS =
      Map.of(
          "xlm-roberta/literal_special",
          List.of(0.1753857457447834, 0.7687807672901223, 1.8008976187004495));

  /** How much is compared. */
  private enum Depth {
    /** All but the other rules: these differ in nodes and weights, which are no kernel's matter. */
    DEFAULT_RULE,
    /** The other rules too. */
    ALL_RULES,
    /** And four times the nodes. */
    MANY_NODES
  }

  /** Every reference model; those of families that are not supported are skipped by name. */
  static Stream<String> models() throws IOException {
    var found = new TreeSet<>(List.of("golden/bert", "golden/distilbert", "golden/roberta"));
    for (String folder : List.of("golden", "models")) {
      if (Files.isDirectory(SHARED.resolve(folder))) {
        try (Stream<Path> inside = Files.list(SHARED.resolve(folder))) {
          inside
              .filter(path -> Files.exists(path.resolve("golden.json")))
              .forEach(path -> found.add(folder + "/" + path.getFileName()));
        }
      }
    }
    return found.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void modelEqualsTheReference(String folder) throws IOException {
    Path directory = SHARED.resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    String family = JsonFile.read(directory.resolve("config.json")).path("model_type").asString();
    assumeTrue(
        EncoderFamilies.all().stream().anyMatch(each -> each.name().equals(family)),
        "the family " + family + " is not supported");
    JsonNode golden = JsonFile.read(directory.resolve("golden.json"));
    boolean tiny = folder.startsWith("golden/");
    try (ModelFile file = Converter.inMemory(directory);
        var pool = ComputeContext.ownedPool(2)) {
      check(Classifier.of(file, pool.withScalarKernels()), golden, Depth.DEFAULT_RULE);
      check(Classifier.of(file, pool), golden, tiny ? Depth.MANY_NODES : Depth.ALL_RULES);
    }
  }

  private static void check(Classifier model, JsonNode golden, Depth depth) {
    for (JsonNode sentence : golden.path("sentences")) {
      checkSentence(model, golden.path("family").asString(), sentence, depth);
    }
  }

  private static void checkSentence(
      Classifier model, String family, JsonNode sentence, Depth depth) {
    JsonNode pair = sentence.path("text_pair");
    EncodedText text =
        model.encode(sentence.path("text").asString(), pair.isNull() ? null : pair.asString());
    for (int i = 0; i < text.size(); i++) {
      assertEquals(sentence.path("input_ids").path(i).asInt(), text.tokens().get(i).id());
    }
    assertEquals(sentence.path("input_ids").size(), text.size());
    List<Double> logits = model.predict(text).logits();
    List<Double> byNumbers = BY_NUMBERS.get(family + "/" + sentence.path("name").asString());
    for (int i = 0; i < logits.size(); i++) {
      double right =
          byNumbers == null ? sentence.path("logits").path(i).asDouble() : byNumbers.get(i);
      assertEquals(right, logits.get(i), 1e-5);
    }
    if (sentence.has("detail")) {
      int target = sentence.path("target").asInt();
      checkDetail(model, text, target, sentence.path("detail"));
      if (depth.compareTo(Depth.ALL_RULES) >= 0) {
        checkRules(model, text, target, sentence.path("detail").path("riemann_n20"));
      }
      if (depth == Depth.MANY_NODES) {
        checkManyNodes(model, text, target, sentence.path("detail"));
      }
    }
  }

  private static void checkDetail(Classifier model, EncodedText text, int target, JsonNode detail) {
    Tensor rows = model.embeddings(text);
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    var tape = new Tape(model.context());
    var states = model.hiddenStates(tape, text, tape.constant(rows.reshaped(batch)));
    for (int k = 0; k < states.size(); k++) {
      requireClose(detail.path("hidden_states").path(k), states.get(k).value(), 1e-5, false);
    }
    checkAttributions(model, text, target, detail);
  }

  /** Gradient, SIG and IG of one output of a model, or of a view of one. */
  public static void checkAttributions(
      TextModel model, EncodedText text, int target, JsonNode detail) {
    Tensor rows = model.embeddings(text);
    Shape batch = Shape.of(1, rows.shape().dim(0), rows.shape().dim(1));
    var tape = new Tape(model.context());
    var x = tape.input(rows.reshaped(batch));
    var logit = org.mekiki.core.ops.Ops.slice(model.logits(tape, text, x), 1, target, target + 1);
    requireClose(detail.path("gradient"), tape.backward(logit).of(x), 1e-5, true);

    Attribution sig = explain(SequentialIntegratedGradients.withSteps(50), model, text, target);
    requireClose(detail.path("sig").path("attributions"), sig.features(), 2e-5, true);
    for (int i = 0; i < text.size(); i++) {
      assertEquals(
          detail.path("sig").path("f_word_masked").path(i).asDouble(),
          sig.fMasked(i).orElseThrow(),
          2e-5);
      assertEquals(
          detail.path("sig").path("completeness_delta").path(i).asDouble(),
          sig.delta(i).orElseThrow(),
          2e-5);
    }
    checkExactScores(model, text, target, detail.path("sig"));
    Attribution ig = explain(IntegratedGradients.withSteps(50), model, text, target);
    requireClose(detail.path("ig").path("attributions"), ig.features(), 2e-5, true);
    assertEquals(
        detail.path("ig").path("f_baseline").asDouble(), ig.fBaseline().orElseThrow(), 2e-5);
    assertEquals(
        detail.path("ig").path("completeness_delta").asDouble(),
        ig.totalDelta().orElseThrow(),
        2e-5);
  }

  /** What 200 nodes change, and what they leave. */
  private static void checkManyNodes(
      Classifier model, EncodedText text, int target, JsonNode detail) {
    Attribution sig = explain(SequentialIntegratedGradients.withSteps(200), model, text, target);
    double worst = 0;
    for (int i = 0; i < text.size(); i++) {
      worst = Math.max(worst, Math.abs(sig.delta(i).orElseThrow()));
    }
    assertEquals(
        detail.path("sig").path("completeness_delta_n200_max_abs").asDouble(), worst, 2e-5);
    checkDistance(detail.path("sig"), sig.features());
    Attribution ig = explain(IntegratedGradients.withSteps(200), model, text, target);
    assertEquals(
        detail.path("ig").path("completeness_delta_n200").asDouble(),
        ig.totalDelta().orElseThrow(),
        2e-5);
    checkDistance(detail.path("ig"), ig.features());
  }

  /** The largest difference between the reference's 50 nodes and these 200. */
  private static void checkDistance(JsonNode reference, Tensor features) {
    int width = reference.path("attributions").path(0).size();
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < features.size(); i++) {
      double value = reference.path("attributions").path(i / width).path(i % width).asDouble();
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(value - features.getFlat(i)));
    }
    assertEquals(reference.path("max_abs_diff_to_n200").asDouble(), worst, 2e-5 * largest);
  }

  /** The scores that integration approximates, and adaptive integration, which must reach them. */
  private static void checkExactScores(
      TextModel model, EncodedText text, int target, JsonNode sig) {
    Attribution exact = explain(SequentialIntegratedGradients.exact(), model, text, target);
    Attribution adaptive =
        explain(SequentialIntegratedGradients.adaptive(1e-3), model, text, target);
    double bound = 1e-3 * exact.largestScore();
    for (int i = 0; i < text.size(); i++) {
      double score = sig.path("f_input").asDouble() - sig.path("f_word_masked").path(i).asDouble();
      assertEquals(score, exact.raw(i), 2e-5);
      assertEquals(exact.raw(i), adaptive.raw(i), bound);
      assertEquals(exact.raw(i), adaptive.raw(i), Math.abs(adaptive.delta(i).orElseThrow()) + 1e-9);
    }
    assertTrue(adaptive.converged(), "adaptive integration reaches its tolerance");
    double slack = 2 * sig.path("max_abs_diff_to_n200").asDouble();
    requireClose(sig.path("attributions"), adaptive.features(), 5e-3, slack);
  }

  /** The other quadrature rules, which the second sentence has. */
  private static void checkRules(TextModel model, EncodedText text, int target, JsonNode rules) {
    for (QuadratureRule rule : QuadratureRule.values()) {
      String name =
          rule == QuadratureRule.TRAPEZOID ? "trapezoid_exact" : rule.label().replace('-', '_');
      JsonNode expected = rules.path(name);
      if (!expected.isMissingNode()) {
        Explainer sig = SequentialIntegratedGradients.withSteps(20).withQuadrature(rule);
        Explainer ig = IntegratedGradients.withSteps(20).withQuadrature(rule);
        requireClose(
            expected.path("sig"), explain(sig, model, text, target).features(), 2e-5, true);
        requireClose(expected.path("ig"), explain(ig, model, text, target).features(), 2e-5, true);
      }
    }
  }

  private static Attribution explain(
      Explainer explainer, TextModel model, EncodedText text, int target) {
    return explainer
        .withTargets(TargetChoice.ofIndices(List.of(target)))
        .explain(model, text, Monitor.NONE)
        .attribution();
  }

  /** Compares a nested array with a tensor; the tolerance may be a share of the largest entry. */
  private static void requireClose(
      JsonNode expected, Tensor actual, double tolerance, boolean relative) {
    requireClose(expected, actual, relative ? tolerance : 0, relative ? 0 : tolerance);
  }

  /** The same with a share of the largest entry and an absolute tolerance, which add up. */
  private static void requireClose(
      JsonNode expected, Tensor actual, double share, double absolute) {
    int width = expected.path(0).size();
    assertEquals(expected.size() * width, actual.size());
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < actual.size(); i++) {
      double value = expected.path(i / width).path(i % width).asDouble();
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(value - actual.getFlat(i)));
    }
    double bound = share * largest + absolute;
    assertTrue(worst <= bound, "error " + worst + " is over " + bound);
  }
}
