package org.mekiki.cli.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.HeadModels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Entities by labels, from the command's arguments to what it prints. */
final class EntityCommandsTest {
  private static final String TEXT =
      "Ada Lovelace met Charles Babbage in London, near a well-known bank.";
  private static final String LABELS = "person,city";
  @TempDir private Path folder;

  private static String model(String name) {
    return HeadModels.gliner(name).toString();
  }

  private static CommandRun run(String command, String model, String... more) {
    var args = new ArrayList<>(List.of(command, "--model", model));
    args.addAll(Arrays.asList(more));
    CommandRun ran = CommandRun.run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran;
  }

  private static List<JsonNode> json(String command, String model, String... more) {
    var args = new ArrayList<>(List.of("--format", "json"));
    args.addAll(Arrays.asList(more));
    var mapper = JsonMapper.builder().build();
    return run(command, model, args.toArray(String[]::new))
        .out()
        .lines()
        .map(mapper::readTree)
        .toList();
  }

  @Test
  void quotationMarksKeepACommaInALabel() throws IOException {
    String model = model("span-deberta");
    JsonNode plain = json("predict", model, "--labels", "person,bank account", TEXT).getFirst();
    JsonNode quoted =
        json("predict", model, "--labels", "person,\"bank account\"", TEXT).getFirst();
    assertEquals(plain.path("prediction"), quoted.path("prediction"));
    JsonNode one = json("predict", model, "--labels", "\"person, bank\"", TEXT).getFirst();
    assertEquals("person, bank", one.at("/prediction/entities/0/label").asString());
  }

  @Test
  void entitiesOfATextAndOfMany() throws IOException {
    String model = model("span-deberta");
    JsonNode record = json("predict", model, "--entities", "--labels", LABELS, TEXT).getFirst();
    assertEquals("entity-recognition", record.path("task").asString());
    JsonNode entities = record.path("prediction").path("entities");
    assertEquals(5, entities.size());
    for (JsonNode entity : entities) {
      assertEquals(
          entity.path("text").asString(),
          TEXT.substring(entity.path("start").asInt(), entity.path("end").asInt()));
      assertTrue(entity.path("score").asDouble() > 0.5);
    }
    assertEquals(
        6,
        json("predict", model, "--labels", LABELS, "--threshold", "0.4", TEXT)
            .getFirst()
            .path("prediction")
            .path("entities")
            .size());
    assertEquals(
        16,
        json("predict", model, "--labels", LABELS, "--nested", TEXT)
            .getFirst()
            .path("prediction")
            .path("entities")
            .size());
    assertEquals(
        36,
        json(
                "predict",
                model,
                "--labels",
                "person",
                "--labels",
                "city",
                "--threshold",
                "0.4",
                "--nested",
                "--multi-label",
                TEXT)
            .getFirst()
            .path("prediction")
            .path("entities")
            .size());
    String shown = run("predict", model, "--labels", LABELS, TEXT).out();
    assertEquals(6, shown.lines().count(), shown);
    Path texts = folder.resolve("texts.jsonl");
    Files.writeString(
        texts, "{\"id\":\"a,b\",\"text\":\"London\"}\n{\"text\":\" \"}\n{\"text\":\"London\"}\n");
    List<String> rows =
        run("predict", model, "--labels", "city", "--format", "csv", "--input", texts.toString())
            .out()
            .lines()
            .toList();
    assertEquals("id,text,label,score,start,end", rows.getFirst());
    assertTrue(rows.get(1).startsWith("\"a,b\",London,city,0.73"), rows.get(1));
    assertTrue(rows.get(2).endsWith(",0,6"), rows.get(2));
    assertEquals(3, rows.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"span-deberta", "token-deberta", "span-modernbert", "token-modernbert"})
  void eachEntityIsExplainedByTheWordsOfTheText(String name) {
    String model = model(name);
    JsonNode prediction =
        json("predict", model, "--labels", LABELS, TEXT).getFirst().path("prediction");
    for (String method : List.of("sig-exact", "ig", "sig")) {
      List<JsonNode> found = json("explain", model, "--method", method, "--labels", LABELS, TEXT);
      assertEquals(Math.max(1, prediction.path("entities").size()), found.size());
      for (int i = 0; i < found.size(); i++) {
        JsonNode explained = found.get(i);
        assertEquals(prediction, explained.path("prediction"));
        JsonNode entity = prediction.path("entities").path(i);
        JsonNode target = explained.path("target");
        if (!entity.isMissingNode()) {
          assertEquals(entity.path("label"), target.path("label"));
          assertEquals(entity.path("start"), target.path("start"));
          assertEquals(entity.path("end"), target.path("end"));
          double logit = explained.path("f_input").asDouble();
          assertEquals(
              entity.path("score").asDouble(), 1 / (1 + Math.exp(-logit)), 1e-6, "sigmoid");
        }
        // One score a word as the model counts them; none for a label.
        assertEquals(13, explained.path("words").size());
        assertEquals("Ada", explained.path("words").path(0).path("text").asString());
        assertEquals("well-known", explained.path("words").path(10).path("text").asString());
      }
    }
  }

  @Test
  void wordsAndLabelsThatAreNamed() {
    String model = model("span-deberta");
    List<JsonNode> found =
        json(
            "explain",
            model,
            "--method",
            "sig-exact",
            "--labels",
            LABELS,
            "--at",
            "Charles Babbage",
            "--at",
            "36:42",
            "--target",
            "all",
            TEXT);
    assertEquals(4, found.size());
    assertEquals("city", found.get(1).path("target").path("label").asString());
    assertEquals(17, found.get(1).path("target").path("start").asInt());
    assertEquals(32, found.get(1).path("target").path("end").asInt());
    assertEquals(36, found.get(3).path("target").path("start").asInt());
    String shown =
        run("explain", model, "--method", "sig-exact", "--labels", LABELS, "--at", "London", TEXT)
            .out();
    assertTrue(shown.contains("at \"London\""), shown);
    String page =
        run("explain", model, "--format", "html", "--labels", LABELS, "--at", "London", TEXT).out();
    assertTrue(page.contains("London"), page);
  }

  @Test
  void everyMethodExplainsThem() {
    for (String name : List.of("span-deberta", "token-modernbert")) {
      for (String method :
          List.of(
              "occlusion",
              "lime",
              "kernel-shap",
              "input-x-gradient",
              "deeplift",
              "smoothgrad",
              "gradient-shap",
              "shapley")) {
        List<JsonNode> found =
            json(
                "explain",
                model(name),
                "--method",
                method,
                "--labels",
                LABELS,
                "--at",
                "London",
                "Ada met Charles in London");
        assertEquals(1, found.size(), method);
      }
    }
  }

  @Test
  void aConvertedFileAnswersAsTheDirectory() {
    String file = folder.resolve("m.mekiki").toString();
    assertEquals(0, CommandRun.run("convert", model("token-modernbert"), file).status());
    assertEquals(
        json("predict", model("token-modernbert"), "--labels", LABELS, TEXT),
        json("predict", file, "--labels", LABELS, TEXT));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    String model = model("span-deberta");
    CommandRun.refused("name the kinds, such as --labels", "predict", "--model", model, TEXT);
    CommandRun.refused("twice", "predict", "--model", model, "--labels", "a,a", TEXT);
    CommandRun.refused("empty", "predict", "--model", model, "--labels", "a,,b", TEXT);
    CommandRun.refused(
        "between 0 and 1", "predict", "--model", model, "--labels", "a", "--threshold", "2", TEXT);
    CommandRun.refused("sequence-classification", "predict", "--labels", "person", TEXT);
    CommandRun.refused("sequence-classification", "explain", "--threshold", "0.3", TEXT);
    CommandRun.refused("--format csv", "predict", "--format", "csv", TEXT);
    CommandRun.refused(
        "one text", "predict", "--model", model, "--labels", "a", "--pair", "b", TEXT);
    CommandRun.refused(
        "the model has no label \"town\"",
        "explain",
        "--model",
        model,
        "--labels",
        LABELS,
        "--target",
        "town",
        TEXT);
    CommandRun.refused(
        "does not occur", "explain", "--model", model, "--labels", LABELS, "--at", "Paris", TEXT);
    CommandRun.refused(
        "at most 4 together",
        "explain",
        "--model",
        model,
        "--labels",
        LABELS,
        "--at",
        "0:35",
        TEXT);
    CommandRun.refused("no word to explain", "explain", "--model", model, "--labels", "a", " ");
    CommandRun.refused(
        "an entity belongs to one place",
        "explain",
        "--model",
        model,
        "--labels",
        "a",
        "--window=1",
        TEXT);
    CommandRun.refused("needs a classifier", "serve", "--model", model, "--port", "0");
  }
}
