package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.Baseline;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.ops.RowPlaces;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.TokenClassifier;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * Tiny classifiers of texts or tokens, of further families, against float64 reference values of
 * another library.
 */
@Execution(ExecutionMode.CONCURRENT)
final class GoldenFamiliesTest {
  private static final Path FAMILIES =
      Path.of(System.getProperty("mekiki.shared", "absent"), "golden", "families");
  private static final double BOUND = 2e-5;
  private static final double GRADIENT_BOUND = 1e-5;

  /**
   * Bounds of models whose attention is saturated, so that single precision does not reach the
   * others: what PyTorch's own answers in single precision are off, by the larger of values and
   * gradient. The second implementation, in double precision, equals all of these models' logits to
   * 1e-8 ({@link ReferenceOracleTest}).
   */
  private static final Map<String, Double> SATURATED =
      Map.of("squeezebert", 1.4e-4, "mobilebert", 1.5e-5);

  static Stream<Path> models() throws IOException {
    if (!Files.isDirectory(FAMILIES)) {
      return Stream.of(FAMILIES);
    }
    try (Stream<Path> inside = Files.list(FAMILIES)) {
      return inside.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void logitsMaskedLogitsAndGradientsEqualTheReference(Path directory) throws IOException {
    assumeTrue(Files.isDirectory(directory), "no reference data at " + directory);
    String family = JsonFile.read(directory.resolve("config.json")).path("model_type").asString();
    assumeTrue(
        EncoderFamilies.all().stream().anyMatch(each -> each.name().equals(family)),
        "the family " + family + " is not supported");
    JsonNode golden = JsonFile.read(directory.resolve("golden.json"));
    for (ComputeContext context :
        List.of(ComputeContext.sequential(), ComputeContext.sequential().withScalarKernels())) {
      TaskModel model = TaskModel.of(Converter.inMemory(directory), context);
      for (JsonNode sentence : golden.path("sentences")) {
        check(model, sentence);
      }
    }
  }

  private static void check(TaskModel whole, JsonNode sentence) {
    JsonNode pair = sentence.path("text_pair");
    EncodedText text =
        whole.encode(sentence.path("text").asString(), pair.isNull() ? null : pair.asString(), 0);
    assertEquals(sentence.path("input_ids").size(), text.size());
    for (int i = 0; i < text.size(); i++) {
      assertEquals(sentence.path("input_ids").path(i).asInt(), text.tokens().get(i).id());
    }
    double bound = Math.max(BOUND, SATURATED.getOrDefault(whole.family(), 0.0));
    double gradientBound = Math.max(GRADIENT_BOUND, SATURATED.getOrDefault(whole.family(), 0.0));
    TextModel model;
    List<Double> logits;
    JsonNode expected = sentence.path("logits");
    if (whole instanceof TokenClassifier tagger) {
      int token = sentence.path("token").asInt();
      model = tagger.at(text, token);
      logits = tagger.predict(text).get(token).logits();
      expected = expected.path(token);
    } else {
      model = (Classifier) whole;
      logits = ((Classifier) whole).predict(text).logits();
    }
    double scale = 0;
    for (JsonNode logit : expected) {
      scale = Math.max(scale, Math.abs(logit.asDouble()));
    }
    for (int i = 0; i < logits.size(); i++) {
      assertEquals(expected.path(i).asDouble(), logits.get(i), bound * scale);
    }
    int target = sentence.path("target").asInt();
    checkGradient(model, text, target, sentence.path("gradient"), gradientBound);
    checkMasked(model, text, target, sentence.path("f_masked"), bound * Math.max(1, scale));
  }

  private static Variable logit(
      Tape tape, TextModel model, EncodedText text, Variable words, int target) {
    return Ops.slice(model.logits(tape, text, words), 1, target, target + 1);
  }

  private static void checkGradient(
      TextModel model, EncodedText text, int target, JsonNode expected, double bound) {
    Tensor rows = model.embeddings(text);
    var tape = new Tape(model.context());
    Variable x = tape.input(rows.reshaped(Shape.of(1, rows.shape().dim(0), rows.shape().dim(1))));
    Tensor gradient = tape.backward(logit(tape, model, text, x, target)).of(x);
    double largest = 0;
    double worst = 0;
    int at = 0;
    for (JsonNode row : expected) {
      for (JsonNode value : row) {
        largest = Math.max(largest, Math.abs(value.asDouble()));
        worst = Math.max(worst, Math.abs(value.asDouble() - gradient.getFlat(at++)));
      }
    }
    assertEquals(at, gradient.size());
    assertTrue(worst <= bound * largest, "gradient: " + worst + " of " + largest);
  }

  /** One variant a word, together in a batch, and by what they share with the text. */
  private static void checkMasked(
      TextModel model, EncodedText text, int target, JsonNode expected, double bound) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < text.size(); i++) {
      if (!expected.path(i).isNull()) {
        places.add(i);
      }
    }
    Tensor rows = model.embeddings(text);
    Tensor mask = model.baselineRow(Baseline.MASK);
    int width = rows.shape().dim(1);
    float[] all = new float[places.size() * rows.size()];
    float[] changed = new float[places.size() * width];
    for (int v = 0; v < places.size(); v++) {
      System.arraycopy(rows.toArray(), 0, all, v * rows.size(), rows.size());
      System.arraycopy(mask.toArray(), 0, all, v * rows.size() + places.get(v) * width, width);
      System.arraycopy(mask.toArray(), 0, changed, v * width, width);
    }
    var tape = new Tape(model.context());
    Variable batch =
        tape.constant(Tensor.wrap(all, 0, Shape.of(places.size(), rows.shape().dim(0), width)));
    Tensor together = logit(tape, model, text, batch, target).value();
    int[] variants = new int[places.size()];
    java.util.Arrays.setAll(variants, v -> v);
    var where =
        new RowPlaces(
            places.size(),
            rows.shape().dim(0),
            variants,
            places.stream().mapToInt(Integer::intValue).toArray());
    var given = Tensor.wrap(changed, 0, Shape.of(places.size(), width));
    // An encoder of one layer has nothing to share.
    Optional<Tensor> sharing =
        model
            .share(text, rows)
            .map(shared -> shared.logits(tape, where, tape.constant(given)).value());
    int classes = model.labels().size();
    for (int v = 0; v < places.size(); v++) {
      double right = expected.path(places.get(v)).asDouble();
      double found = together.getFlat(v);
      assertEquals(right, found, bound, "token " + places.get(v));
      if (sharing.isPresent()) {
        double shared = sharing.get().getFlat(v * classes + target);
        assertEquals(found, shared, 2e-6 * Math.max(1, Math.abs(right)));
      }
    }
  }
}
