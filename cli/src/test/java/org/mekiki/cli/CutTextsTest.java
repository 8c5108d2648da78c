package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code predict} and {@code explain} read of texts over the limit. */
final class CutTextsTest {
  private static final String TEXT = "an utterly dull and lifeless film with a warm and funny end";
  private static final String[] LEFT = {"--max-length", "6", "--truncation-side", "left"};
  @TempDir private Path folder;

  private static JsonNode json(String command, List<String> options, String text) {
    var args = new ArrayList<>(List.of(command, "--format", "json"));
    if (command.equals("explain")) {
      args.addAll(List.of("--method", "sig-exact"));
    }
    args.addAll(options);
    args.add(text);
    CommandRun ran = CommandRun.run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return JsonMapper.builder().build().readTree(ran.out().lines().findFirst().orElseThrow());
  }

  private static JsonNode prediction(String command, List<String> options, String text) {
    return json(command, options, text).path("prediction");
  }

  @Test
  void theEndOrTheBeginningIsRead() {
    JsonNode end = prediction("predict", List.of(LEFT), TEXT);
    assertEquals(end, prediction("predict", List.of(), "warm and funny end"));
    assertEquals(end, prediction("explain", List.of(LEFT), TEXT));
    List<String> right = List.of("--max-length", "6", "--truncation-side", "right");
    JsonNode beginning = prediction("predict", List.of(), "an utterly dull and");
    assertEquals(beginning, prediction("predict", right, TEXT));
    assertEquals(beginning, prediction("predict", List.of("--max-length", "6"), TEXT));
    assertNotEquals(beginning, end);
    JsonNode words = json("explain", List.of(LEFT), TEXT).path("words");
    assertEquals(
        "warm and funny end",
        String.join(
            " ",
            StreamSupport.stream(words.spliterator(), false)
                .map(word -> word.path("text").asString())
                .toList()));
    assertEquals(TEXT.indexOf("warm"), words.path(0).path("start").asInt());
  }

  @Test
  void ofAFileTheLineIsNamed() throws IOException {
    Path file = folder.resolve("texts.txt");
    Files.writeString(file, "a film\n" + TEXT + "\n");
    CommandRun ran = CommandRun.run("predict", "--max-length", "6", "--input", file.toString());
    assertEquals(0, ran.status());
    assertTrue(ran.err().contains("texts.txt, line 2: text truncated: 6 of"), ran.err());
    assertEquals(1, ran.err().lines().filter(line -> line.contains("line 2")).count(), ran.err());
  }

  @Test
  void theUserSaysWhichTextOfAPairIsCut() {
    for (String strategy : List.of("only-first", "only-second")) {
      boolean first = strategy.equals("only-first");
      List<String> options =
          List.of("--max-length", "9", "--truncation", strategy, "--pair", "a warm film");
      JsonNode found = json("explain", options, "a dull play !");
      List<JsonNode> tokens =
          StreamSupport.stream(found.path("tokens").spliterator(), false)
              .filter(token -> !token.path("special").asBoolean())
              .toList();
      long kept = tokens.stream().filter(token -> token.path("sequence").asInt() == 0).count();
      assertEquals(first ? 3 : 4, kept, strategy);
      assertEquals(6, tokens.size());
      assertEquals(found.path("prediction"), prediction("predict", options, "a dull play !"));
    }
    CommandRun.refused(
        "too few to make room",
        "predict",
        "--max-length",
        "7",
        "--truncation",
        "only-second",
        "--pair",
        "a",
        TEXT);
    CommandRun.refused(
        "second text", "explain", "--max-length", "7", "--truncation", "only-second", TEXT);
    CommandRun.refused("longest-first", "predict", "--truncation", "all", TEXT);
    CommandRun.refused("left, right", "explain", "--truncation-side", "top", TEXT);
  }

  @Test
  void windowsAreReadInBothCommands() throws IOException {
    List<String> models =
        List.of(
            HeadModels.write(HeadModels.classifier("regression", List.of("LABEL_0")), folder),
            HeadModels.write(
                HeadModels.classifier("multi_label_classification", List.of("a", "b")), folder));
    List<String> window = List.of("--window=1", "--max-length", "6");
    var calls = new ArrayList<>(List.of(window));
    for (String model : models) {
      var options = new ArrayList<>(List.of("--model", model));
      options.addAll(window);
      calls.add(options);
    }
    for (List<String> call : calls) {
      JsonNode predicted = json("predict", call, TEXT);
      JsonNode explained = json("explain", call, TEXT);
      assertEquals(explained.path("prediction"), predicted.path("prediction"));
      assertEquals(4, predicted.path("windows").size());
      for (int w = 0; w < 4; w++) {
        for (String field : List.of("first_token", "last_token", "start", "end", "logits")) {
          assertEquals(
              explained.path("windows").path(w).path(field),
              predicted.path("windows").path(w).path(field));
        }
      }
      List<String> whole = call.subList(0, call.size() - 2);
      assertTrue(json("predict", whole, TEXT).path("windows").isMissingNode(), "it fits");
    }
    String line = CommandRun.run("predict", "--window=1", "--max-length", "6", TEXT).out();
    assertTrue(line.contains("(mean of 4 windows)"), line);
  }

  @Test
  void whatIsNotCutIsRefused() throws IOException {
    CommandRun.refused(
        "leave out --truncation", "predict", "--window", "--truncation-side", "left", TEXT);
    CommandRun.refused(
        "leave out --truncation", "explain", "--window", "--truncation", "only-first", TEXT);
    String answerer = HeadModels.write(HeadModels.answerer(), folder);
    CommandRun.refused(
        "read in windows",
        "predict",
        "--model",
        answerer,
        "--truncation-side",
        "left",
        "--pair",
        TEXT,
        "what");
    String encoder = HeadModels.write(HeadModels.encoder("mean", "", false), folder);
    CommandRun.refused(
        "read by itself",
        "predict",
        "--model",
        encoder,
        "--truncation",
        "only-first",
        "--pair",
        TEXT,
        TEXT);
    String tagger = HeadModels.write(HeadModels.tagger(), folder);
    CommandRun.refused("one place", "predict", "--model", tagger, "--window", TEXT);
    var cut = List.of("--model", encoder, "--max-length", "6", "--truncation-side", "left");
    JsonNode end = prediction("predict", cut, TEXT);
    assertEquals(end, prediction("predict", List.of("--model", encoder), "warm and funny end"));
  }
}
