package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.cli.serve.RunningServer;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.Methods;
import org.mekiki.sig.attribution.AttributionMethod;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.transformer.Classifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recurrent classifiers are models like any other: every command, every method. */
final class RecurrentCommandTest {
  private static final String TEXT = "It is not without charm , but unwatchable .";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  @TempDir private Path folder;

  private String model(String cell) throws IOException {
    return HeadModels.write(
        HeadModels.recurrent(cell, cell.equals("lstm") ? "last" : "mean"), folder);
  }

  static Stream<Arguments> methods() {
    return Stream.of("lstm", "gru")
        .flatMap(
            cell ->
                Methods.names().stream()
                    .filter(name -> !name.equals("attn-lrp"))
                    .map(name -> Arguments.of(cell, name)));
  }

  /** Its rule for activations is f(z)/z, which a gate has not. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void attnLrpHasNoRuleForGates(String cell) throws IOException {
    CommandRun ran = run("explain", "--method", "attn-lrp", "--model", model(cell), TEXT);
    assertEquals(2, ran.status(), ran.err());
    assertEquals("", ran.out());
    assertTrue(
        ran.err()
            .contains(
                "attn-lrp has no rule for the function Sigmoid, which is not 0 at 0 and which this"
                    + " model computes"),
        ran.err());
  }

  private static List<JsonNode> json(String... args) {
    CommandRun ran = run(args);
    assertEquals(0, ran.status(), ran.err());
    return ran.out().lines().map(MAPPER::readTree).toList();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodKeepsWhatItPromises(String cell, String name) throws IOException {
    AttributionMethod method = Methods.of(name);
    var args = new ArrayList<>(List.of("explain", "--format", "json", "--model", model(cell)));
    args.addAll(List.of("--method", name, "--target", "all", "--phrase", "not without"));
    args.addAll(List.of("--baseline", method.usesBaseline() ? "pad" : "mask", TEXT));
    if (!method.usesBaseline()) {
      args.subList(args.indexOf("--baseline"), args.size() - 1).clear();
    }
    List<JsonNode> nodes = json(args.toArray(String[]::new));
    assertEquals(2, nodes.size());
    double largest = 0;
    for (JsonNode node : nodes) {
      assertEquals(9, node.path("words").size());
      assertEquals(1, node.path("phrases").size());
      double sum = 0;
      for (JsonNode word : node.path("words")) {
        sum += word.path("raw").asDouble();
        largest = Math.max(largest, Math.abs(word.path("raw").asDouble()));
      }
      if (method.guarantee() == Guarantee.SUM) {
        double difference = node.path("f_input").asDouble() - node.path("f_baseline").asDouble();
        assertEquals(node.path("delta").asDouble(), sum - difference, 1e-5);
      }
      if (method.guarantee() != Guarantee.NONE && method.integrates()) {
        assertTrue(node.path("converged").asBoolean(), node.path("max_abs_delta").toString());
        assertTrue(node.path("max_abs_delta").asDouble() <= 0.011 * largestUnit(node));
      }
    }
    assertTrue(largest > 1e-4, "something moves");
  }

  /** The largest state has kinks, where integrals converge slowly; differences have none. */
  @Test
  void deepLiftAddsUpThroughTheLargestState() throws IOException {
    String model = HeadModels.write(HeadModels.recurrent("gru", "max"), folder);
    JsonNode node =
        json("explain", "--format", "json", "--model", model, "--method", "deeplift", TEXT)
            .getFirst();
    assertTrue(node.path("converged").asBoolean(), node.path("delta").toString());
    assertTrue(Math.abs(node.path("delta").asDouble()) < 1e-3 * largestUnit(node));
  }

  /** The largest score of tokens, words and phrases, by which tolerances are measured. */
  private static double largestUnit(JsonNode node) {
    double largest = 0;
    for (String units : List.of("tokens", "words", "phrases")) {
      for (JsonNode unit : node.path(units)) {
        largest = Math.max(largest, Math.abs(unit.path("raw").asDouble()));
      }
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "mean", "max"})
  void aVariantDoesNotDependOnTheBatch(String pooling) throws IOException {
    var context = ComputeContext.sequential();
    var classifier = (Classifier) HeadModels.load(HeadModels.recurrent("gru", pooling), context);
    EncodedText text = classifier.encode(TEXT, null);
    Tensor rows = classifier.embeddings(text);
    float[] three = new float[3 * rows.size()];
    for (int i = 0; i < three.length; i++) {
      three[i] = rows.getFlat(i % rows.size()) * (1 + i / rows.size());
    }
    Shape shape = rows.shape();
    var tape = new Tape(context);
    Tensor batch = Tensor.wrap(three, 0, Shape.of(3, shape.dim(0), shape.dim(1)));
    Tensor all = classifier.logits(tape, text, tape.constant(batch)).value();
    List<Double> alone = classifier.predict(text).logits();
    assertEquals(alone.get(0), all.getFlat(0), 0);
    assertEquals(alone.get(1), all.getFlat(1), 0);
  }

  /** From texts alone: a vocabulary, a network, its answers, and its way out. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void aNetworkLearnsFromNothing(String cell) throws IOException {
    var lines = new StringBuilder("label\tsentence\n");
    for (String thing : List.of("film", "plot", "play", "cast", "end", "score", "look", "idea")) {
      lines.append("good\ta fine and lovely ").append(thing).append('\n');
      lines.append("bad\ta dull and tired ").append(thing).append('\n');
    }
    String data = Files.writeString(folder.resolve("data.tsv"), lines).toString();
    Path begin = folder.resolve("begin");
    CommandRun vocabulary =
        run("vocabulary", "--data", data, "--size", "120", "--out", begin.toString());
    assertEquals(0, vocabulary.status(), vocabulary.err());
    Files.writeString(
        begin.resolve("config.json"),
        """
        {"model_type": "%s", "vocab_size": 120, "hidden_size": 12, "bidirectional": true}
        """
            .formatted(cell));
    Path model = folder.resolve("model.mekiki");
    var args = new ArrayList<>(List.of("train", "--task", "classification", "--config"));
    args.addAll(List.of(begin.toString(), "--data", data, "--dev", data, "--dropout", "0"));
    args.addAll(List.of("--epochs", "30", "--batch-size", "4", "--learning-rate", "0.02"));
    args.addAll(List.of("--out", model.toString()));
    CommandRun trained = run(args.toArray(String[]::new));
    assertEquals(0, trained.status(), trained.err());
    String text = "a tired and dull thing";
    JsonNode answer =
        json("predict", "--format", "json", "--model", model.toString(), text).getFirst();
    assertEquals("[\"bad\",\"good\"]", answer.path("prediction").path("labels").toString());
    assertTrue(
        answer.path("prediction").path("probabilities").path(0).asDouble() > 0.9,
        answer.toString());
    JsonNode why =
        json("explain", "--format", "json", "--model", model.toString(), text).getFirst();
    assertTrue(why.path("converged").asBoolean(), why.toString());
    Path exported = folder.resolve("exported");
    assertEquals(0, run("export", model.toString(), exported.toString()).status());
    Path again = folder.resolve("again.mekiki");
    assertEquals(0, run("convert", exported.toString(), again.toString()).status());
    assertEquals(-1, Files.mismatch(model, again), "the same file, byte for byte");
  }

  @Test
  void pairsOfWordsInteract() throws IOException {
    JsonNode node =
        json("explain", "--format", "json", "--model", model("lstm"), "--interactions", TEXT)
            .getFirst();
    assertTrue(node.path("interactions").isObject(), node.toString());
  }

  @Test
  void everyCommandTakesOne() throws IOException {
    String model = model("lstm");
    JsonNode answer = json("predict", "--format", "json", "--model", model, TEXT).getFirst();
    assertEquals(2, answer.path("prediction").path("probabilities").size(), answer.toString());
    var lines = new StringBuilder("label\tsentence\n");
    for (int i = 0; i < 6; i++) {
      lines.append("1\tan unpretentious , warm and very funny film ").append(i).append('\n');
      lines.append("0\ta dull and far too long plot ").append(i).append('\n');
    }
    String data = Files.writeString(folder.resolve("data.tsv"), lines).toString();
    CommandRun evaluated =
        run(
            "evaluate",
            "--model",
            model,
            "--data",
            data,
            "--methods",
            "sig,ig",
            "--examine",
            "faithfulness,randomisation",
            "--output",
            folder.resolve("evaluation").toString());
    assertEquals(0, evaluated.status(), evaluated.err());
    CommandRun audited =
        run(
            "audit",
            "--model",
            model,
            "--data",
            data,
            "--output",
            folder.resolve("audit").toString());
    assertEquals(0, audited.status(), audited.err());
    try (var server = new RunningServer("--model", model)) {
      assertEquals(200, server.explain("{\"text\": \"a fine film\"}").status());
    }
    Path exported = folder.resolve("exported");
    assertEquals(0, run("export", model, exported.toString()).status());
    JsonNode again =
        json("predict", "--format", "json", "--model", exported.toString(), TEXT).getFirst();
    assertEquals(answer.path("prediction"), again.path("prediction"));
  }
}
