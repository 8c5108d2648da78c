package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mekiki.cli.CommandRun.refused;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code explain} offers beside single words and a fixed rule. */
final class ExplainTest {
  private static final String TEXT =
      "The film is unpretentiousness , but dull . 😀 It is too long .";
  private static final Path SHARED = Path.of(System.getProperty("mekiki.shared", "absent"));
  @TempDir private Path folder;

  private static JsonNode json(String... options) {
    var args = new java.util.ArrayList<>(List.of("explain", "--format", "json"));
    args.addAll(List.of(options));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return JsonMapper.builder().build().readTree(ran.out());
  }

  @Test
  void theAnswerIsComputedOnce() {
    CommandRun ran =
        run(
            "explain",
            "--format",
            "json",
            "--method",
            "sig-exact",
            "one two three four five six seven eight nine ten");
    JsonNode counts = JsonMapper.shared().readTree(ran.out()).path("counts");
    assertEquals(11, counts.path("forward").asInt(), ran.out());
    assertEquals(0, counts.path("backward").asInt(), ran.out());
  }

  @Test
  void theDefaultIsAdaptiveAndCountsItsPasses() {
    JsonNode node = json(TEXT);
    assertEquals(0.01, node.path("method").path("tolerance").asDouble());
    assertTrue(node.path("method").path("steps").isNull());
    assertTrue(node.path("converged").asBoolean());
    double largest = 0;
    double error = 0;
    long nodes = 0;
    for (JsonNode token : node.path("tokens")) {
      largest = Math.max(largest, Math.abs(token.path("raw").asDouble()));
      error = Math.max(error, Math.abs(token.path("delta").asDouble()));
      nodes += token.path("nodes").asInt();
    }
    assertTrue(error <= 0.0101 * largest);
    JsonNode split = node.path("words").path(3);
    assertTrue(split.path("last_token").asInt() > split.path("first_token").asInt());
    nodes += split.path("nodes").asInt();
    assertEquals(nodes + 1, node.path("counts").path("backward").asLong());
  }

  @Test
  void wordsAndPhrasesStandBesideTheTokens() {
    JsonNode node =
        json("--phrase", "is", "--phrase", "43:44", "--sentences", "--phrases", "2", TEXT);
    JsonNode phrases = node.path("phrases");
    assertEquals("is", phrases.path(0).path("text").asString());
    assertEquals(9, phrases.path(0).path("start").asInt());
    assertEquals("is", phrases.path(1).path("text").asString());
    assertEquals(48, phrases.path(1).path("start").asInt(), "places are code points");
    assertEquals("😀", phrases.path(2).path("text").asString());
    for (JsonNode phrase : phrases) {
      double sum = 0;
      for (JsonNode share : phrase.path("shares")) {
        sum += share.asDouble();
      }
      assertEquals(phrase.path("raw").asDouble(), sum, 1e-9);
    }
    assertEquals(node.path("tokens").size() - 2, json("--pieces", TEXT).path("words").size());
    assertTrue(node.path("words").size() < node.path("tokens").size() - 2);
  }

  @Test
  void exactScoresNeedNoGradient() {
    JsonNode exact = json("--method", "sig-exact", TEXT);
    assertEquals(0, exact.path("counts").path("backward").asInt());
    assertTrue(exact.path("method").path("quadrature").isNull());
    JsonNode fine = json("--tolerance", "1e-4", TEXT);
    for (int i = 0; i < exact.path("tokens").size(); i++) {
      JsonNode token = fine.path("tokens").path(i);
      assertEquals(
          exact.path("tokens").path(i).path("raw").asDouble(),
          token.path("raw").asDouble(),
          Math.abs(token.path("delta").asDouble()) + 1e-9);
    }
    String shown = run("explain", "--method", "sig-exact", TEXT).out();
    assertTrue(shown.contains("exact: no integration"), shown);
  }

  @Test
  void pairsAreAMatrixAndTheirCostIsToldFirst() {
    JsonNode all = json("--interactions", TEXT).path("interactions");
    int words = all.path("words").size();
    assertEquals(words * (words - 1) / 2, all.path("forward").asInt());
    for (int i = 0; i < words; i++) {
      assertTrue(all.path("matrix").path(i).path(i).isNull());
      for (int j = 0; j < i; j++) {
        assertEquals(
            all.path("matrix").path(i).path(j).asDouble(),
            all.path("matrix").path(j).path(i).asDouble());
      }
    }
    CommandRun ran = run("explain", "--interactions-top", "4", TEXT);
    assertTrue(ran.err().contains("interactions of 4 words: 6 more forward passes"), ran.err());
    assertTrue(json(TEXT).path("interactions").isMissingNode());
  }

  @Test
  void aReportShowsStrongPairsUnlessToldNot() throws IOException {
    String sentence = "an unpretentious , warm and very funny film";
    assertTrue(run("explain", sentence).out().contains("warm + funny"));
    assertTrue(run("explain", sentence).out().contains("either is enough"));
    assertFalse(run("explain", "--interactions-top", "0", sentence).out().contains("pairs"));
    Path page = folder.resolve("page.html");
    run("explain", "--format", "html", "--output", page.toString(), sentence);
    String html = Files.readString(page);
    assertTrue(html.contains("All 28 pairs of 8 words"), html);
    assertTrue(html.contains("<th scope=\"col\"><bdi>funny</bdi></th>"), html);
  }

  @Test
  void theMeaningOfAPairFollowsTheClass() {
    for (String target : List.of("negative", "positive")) {
      CommandRun ran =
          run("explain", "--target", target, "an unpretentious , warm and very funny film");
      String sign = target.equals("negative") ? "+" : "−";
      String line =
          ran.out().lines().filter(each -> each.contains("warm + funny")).findFirst().orElseThrow();
      assertTrue(line.strip().startsWith(sign + "0.") && line.contains("either is enough"), line);
    }
  }

  @Test
  void everyClassHasItsLine() {
    CommandRun ran = run("explain", "--format", "json", "--target", "all", TEXT);
    assertEquals(2, ran.out().lines().count());
    assertEquals(
        2,
        run("explain", "--format", "json", "--target", "0", "--target", "positive", TEXT)
            .out()
            .lines()
            .count());
  }

  @Test
  void badOptionsAreOneSentence() {
    refused("above 0", "explain", "--tolerance", "0", "x");
    refused("above 0", "explain", "--tolerance", "-0.5", "x");
    refused("above 0", "explain", "--tolerance", "NaN", "x");
    refused("--tolerance", "explain", "--tolerance", "much", "x");
    refused("only one of them", "explain", "--tolerance", "0.1", "--steps", "9", "x");
    refused("only one of them", "explain", "--max-steps", "9", "--quadrature", "trapezoid", "x");
    refused("starts with 2", "explain", "--max-steps", "1", "x");
    refused("lies outside the text", "explain", "--phrase", "2:99", "good film");
    refused("is empty", "explain", "--phrase", "3:3", "good film");
    refused("no word", "explain", "--phrase", "4:5", "good film");
    refused("does not occur", "explain", "--phrase", "bad", "good film");
    refused("at least 2 words", "explain", "--phrases", "1", "good film");
    refused("at least 2 words", "explain", "--interactions-top", "1", "good film");
    refused("not both", "explain", "--interactions", "--interactions-top", "3", "good film");
    refused("does not integrate", "explain", "--method", "sig-exact", "--steps", "3", "x");
    refused("no feature level", "explain", "--method", "sig-exact", "--features", "x");
    refused("leave out the other", "explain", "--target", "all", "--target", "0", "x");
  }

  @Test
  void aBaselineTokenThatTheVocabularyLacksIsTold() throws IOException {
    Path source = SHARED.resolve("golden/distilbert");
    assumeTrue(Files.isDirectory(source), "no reference data at " + source);
    Files.copy(source.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(source.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
      String text = Files.readString(source.resolve(name));
      Files.writeString(folder.resolve(name), text.replace("[MASK]", "[COVER]"));
    }
    String config = Files.readString(folder.resolve("tokenizer_config.json"));
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        config.replaceAll("\"mask_token\": *\"[^\"]*\"", "\"mask_token\": null"));
    refused("no mask token", "explain", "--model", folder.toString(), "a film");
  }
}
