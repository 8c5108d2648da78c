package org.mekiki.weights.converter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Entity;
import org.mekiki.transformer.EntityFinder;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.entity.EntityChoice;
import org.mekiki.transformer.entity.SplitWords;
import org.mekiki.transformer.entity.WordSpan;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.Task;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * GLiNER's directories: tokens, logits, gradients and entities are those of the reference
 * implementation in float64 ({@code src/test/gliner/make.py}).
 */
final class EntityCheckpointTest {
  private static final double LOGIT = 2e-5;
  private static final double SHARE_OF_LARGEST = 1e-5;

  @TempDir private Path folder;

  private static Path directory(String name) {
    return Path.of("..", "weights-converter", "src", "test", "gliner", name);
  }

  private EntityFinder model(Path directory) throws IOException {
    Path file = folder.resolve("m.mekiki");
    Converter.convert(directory, file, Optional.empty());
    return (EntityFinder) TaskModel.load(file, ComputeContext.sequential());
  }

  private static List<String> strings(JsonNode list) {
    var strings = new ArrayList<String>();
    list.forEach(each -> strings.add(each.asString()));
    return strings;
  }

  private static Variable input(Tape tape, TextModel view, EncodedText text) {
    Tensor rows = view.embeddings(text);
    return tape.input(rows.reshaped(Shape.of(1, rows.shape().dim(0), rows.shape().dim(1))));
  }

  private static float[] logits(EntityFinder model, EncodedText text, WordSpan span) {
    TextModel view = model.at(text, span);
    var tape = new Tape(ComputeContext.sequential());
    return view.logits(tape, text, input(tape, view, text)).value().toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"span-deberta", "token-deberta", "span-modernbert", "token-modernbert"})
  void tokensLogitsGradientsAndEntitiesAreTheReferences(String name) throws IOException {
    Path directory = directory(name);
    EntityFinder any = model(directory);
    assertEquals(Task.ENTITY_RECOGNITION, any.task());
    for (JsonNode reference : JsonFile.readAny(directory.resolve("reference.json"))) {
      List<String> labels = strings(reference.path("labels"));
      EntityFinder model = any.withLabels(labels);
      String string = reference.path("text").asString();
      EncodedText text = model.encode(string, null, 0);
      compareTokens(reference, text, model);
      if (name.startsWith("span")) {
        compareSpans(reference, text, model);
      } else if (reference.has("span_logits")) {
        compareFoundSpans(reference, text, model);
      } else {
        compareWords(reference, text, model);
      }
      compareGradient(reference.path("target"), reference.path("gradient"), text, model);
      for (JsonNode setting : reference.path("entities")) {
        compareEntities(setting, labels, text, model);
      }
    }
  }

  private static void compareTokens(JsonNode reference, EncodedText text, EntityFinder model) {
    assertEquals(reference.path("ids").size(), text.size());
    for (int i = 0; i < text.size(); i++) {
      assertEquals(reference.path("ids").path(i).asInt(), text.tokens().get(i).id(), "token " + i);
    }
    List<SplitWords.Word> words = model.words(text);
    assertEquals(reference.path("words").size(), words.size());
    for (int i = 0; i < words.size(); i++) {
      JsonNode word = reference.path("words").path(i); // in code points
      assertEquals(text.text().offsetByCodePoints(0, word.path(0).asInt()), words.get(i).start());
      assertEquals(text.text().offsetByCodePoints(0, word.path(1).asInt()), words.get(i).end());
    }
    for (Token token : text.tokens()) {
      if (!token.added()) {
        SplitWords.Word word = words.get(token.word());
        assertTrue(token.start() >= word.start() && token.end() <= word.end());
      }
    }
  }

  private static void compareSpans(JsonNode reference, EncodedText text, EntityFinder model) {
    int words = model.words(text).size();
    int labels = model.labels().size();
    int at = 0;
    for (int first = 0; first < words; first++) {
      for (int last = first; last < Math.min(words, first + model.options().width()); last++) {
        float[] logits = logits(model, text, new WordSpan(first, last));
        for (int label = 0; label < labels; label++) {
          assertEquals(reference.path("logits").path(at++).asDouble(), logits[label], LOGIT);
        }
      }
    }
    assertEquals(reference.path("logits").size(), at);
  }

  private static void compareFoundSpans(JsonNode reference, EncodedText text, EntityFinder model) {
    int at = 0;
    for (JsonNode span : reference.path("spans")) {
      float[] logits =
          logits(model, text, new WordSpan(span.path(0).asInt(), span.path(1).asInt()));
      for (float logit : logits) {
        assertEquals(reference.path("span_logits").path(at++).asDouble(), logit, LOGIT);
      }
    }
  }

  private static void compareWords(JsonNode reference, EncodedText text, EntityFinder model) {
    int words = model.words(text).size();
    int labels = model.labels().size();
    assertEquals(words * labels * 3, reference.path("logits").size());
    for (int first = 0; first < words; first++) {
      for (int last = first; last < Math.min(words, first + 5); last++) {
        float[] logits = logits(model, text, new WordSpan(first, last));
        for (int label = 0; label < labels; label++) {
          int column = label;
          double through =
              IntStream.rangeClosed(first, last)
                  .mapToDouble(word -> wordLogit(reference, word, labels, column, 2))
                  .min()
                  .orElseThrow();
          double ends =
              Math.min(
                  wordLogit(reference, first, labels, label, 0),
                  wordLogit(reference, last, labels, label, 1));
          assertEquals(Math.min(ends, through), logits[label], LOGIT);
        }
      }
    }
  }

  private static double wordLogit(JsonNode reference, int word, int labels, int label, int kind) {
    return reference.path("logits").path((word * labels + label) * 3 + kind).asDouble();
  }

  private static void compareGradient(
      JsonNode target, JsonNode gradient, EncodedText text, EntityFinder model) {
    var span = new WordSpan(target.path("start").asInt(), target.path("end").asInt());
    TextModel view = model.at(text, span);
    var tape = new Tape(ComputeContext.sequential());
    Variable rows = input(tape, view, text);
    Variable logit =
        Ops.sum(Ops.select(view.logits(tape, text, rows), 1, target.path("label").asInt()));
    assertEquals(target.path("logit").asDouble(), logit.value().getFlat(0), LOGIT);
    Tensor found = tape.backward(logit).of(rows);
    assertEquals(gradient.size(), found.size());
    double largest = 0;
    for (JsonNode each : gradient) {
      largest = Math.max(largest, Math.abs(each.asDouble()));
    }
    for (int i = 0; i < found.size(); i++) {
      assertEquals(
          gradient.path(i).asDouble(),
          found.getFlat(i),
          SHARE_OF_LARGEST * largest,
          "element " + i);
    }
  }

  private static void compareEntities(
      JsonNode setting, List<String> labels, EncodedText text, EntityFinder model) {
    var choice =
        new EntityChoice(
            setting.path("threshold").asDouble(),
            !setting.path("flat").asBoolean(),
            setting.path("multi").asBoolean());
    // The reference lists a span that two labels show twice for each of its labels.
    Set<JsonNode> expected = new LinkedHashSet<>();
    setting.path("found").forEach(expected::add);
    List<Entity> found = model.find(text, choice);
    assertEquals(expected.size(), found.size(), setting::toString);
    int i = 0;
    for (JsonNode each : expected) {
      Entity entity = found.get(i++);
      assertEquals(each.path(0).asInt(), entity.words().first());
      assertEquals(each.path(1).asInt(), entity.words().last());
      assertEquals(each.path(2).asString(), labels.get(entity.label()));
      assertEquals(each.path(3).asDouble(), entity.score(), LOGIT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"span-deberta", "token-deberta", "span-modernbert", "token-modernbert"})
  void anExportedModelIsTheSame(String name) throws IOException {
    EntityFinder model = model(directory(name));
    Path exported = folder.resolve("exported");
    try (ModelFile file = ModelFile.open(folder.resolve("m.mekiki"))) {
      Exporter.export(file, exported, false);
    }
    EntityFinder again = model(exported);
    assertEquals(model.sha256(), again.sha256());
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve("copy");
    if (Files.exists(copy)) {
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(directory(name))) {
      for (Path file : files.toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          Files.copy(in, copy.resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  private Path changed(String name, String from, String to) throws IOException {
    Path copy = copy(name);
    Path config = copy.resolve("gliner_config.json");
    String text = Files.readString(config);
    assertTrue(text.contains(from), text);
    Files.writeString(config, text.replace(from, to));
    return copy;
  }

  private void assertRefused(Path directory, String... words) {
    String message =
        assertThrows(ConversionException.class, () -> Converter.inMemory(directory, _ -> {}))
            .getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertTrue(message.lines().count() == 1, message);
  }

  @Test
  void keysThatChangeTheComputationAreRefusedByName() throws IOException {
    String mode = "\"span_mode\": \"markerV0\"";
    assertRefused(
        changed("span-deberta", mode, "\"span_mode\": \"conv_share\""),
        "\"span_mode\" is \"conv_share\"",
        "markerV0, marker, token_level");
    for (String key :
        List.of(
            "\"labels_encoder\": \"some/encoder\"",
            "\"labels_decoder\": \"some/decoder\"",
            "\"relations_layer\": \"dot\"",
            "\"fuse_layers\": true",
            "\"precomputed_prompts_mode\": true")) {
      assertRefused(
          changed("span-modernbert", "\"num_rnn_layers\": 2", "\"num_rnn_layers\": 2, " + key),
          key.substring(0, key.indexOf(':')));
    }
    assertRefused(
        changed("span-deberta", "\"whitespace\"", "\"jieba\""),
        "words_splitter_type",
        "whitespace");
    assertRefused(
        changed(
            "span-deberta", "\"subtoken_pooling\": \"first\"", "\"subtoken_pooling\": \"mean\""),
        "subtoken_pooling");
    assertRefused(changed("span-deberta", "\"max_len\": 32", "\"max_len\": 0"), "\"max_len\" is 0");
    assertRefused(
        changed("span-deberta", "\"hidden_size\": 8", "\"hidden_size\": 7"), "even number");
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() throws IOException {
    Path without = copy("token-deberta");
    Files.delete(without.resolve("config.json"));
    assertRefused(without, "encoder_config", "config.json", "base/token-deberta");
    assertRefused(
        changed("token-deberta", "\"class_token_index\": 64", "\"class_token_index\": 63"),
        "class_token_index",
        "another model");
    Path other = copy("span-deberta");
    Files.copy(
        directory("token-modernbert").resolve("model.safetensors"),
        other.resolve("model.safetensors"));
    assertRefused(other, "the weights do not fit");
    Path plain = copy("span-deberta");
    Files.delete(plain.resolve("gliner_config.json"));
    assertTrue(
        assertThrows(
                ConversionException.class,
                () ->
                    Converter.convert(
                        plain,
                        folder.resolve("x"),
                        Optional.empty(),
                        Optional.of(Task.ENTITY_RECOGNITION),
                        _ -> {}))
            .getMessage()
            .contains("gliner_config.json"));
  }

  @Test
  void labelsAreWordsOfTheirOwn() throws IOException {
    EntityFinder model = model(directory("span-deberta"));
    for (List<String> labels :
        List.of(
            List.<String>of(),
            List.of("person", " "),
            List.of("person", "person"),
            List.of("a <<SEP>> b"))) {
      assertThrows(IllegalArgumentException.class, () -> model.withLabels(labels));
    }
    assertThrows(IllegalArgumentException.class, () -> model.encode("a bank", null, 0));
    EntityFinder person = model.withLabels(List.of("person"));
    assertThrows(IllegalArgumentException.class, () -> person.encode("a bank", "b", 0));
    assertThrows(IllegalArgumentException.class, () -> person.encode("a bank", null, 4));
    assertEquals(List.of(), person.find(person.encode(" ", null, 0), EntityChoice.DEFAULT));
    EncodedText cut = person.encode("a bank ".repeat(40), null, 0);
    assertEquals(32, person.words(cut).size());
    assertTrue(cut.truncated());
    assertTrue(person.encode("a bank near a bank", null, 8).truncated());
  }
}
