package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.serve.HttpCall.Answer;
import org.mekiki.cli.web.Situation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refusals have a code that stays, and the client's language where the page needs it. */
final class RefusalLanguagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WARM = "\"text\":\"a warm film\"";
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new RunningServer("--max-body", "4000", "--max-text", "1000", "--max-passes", "2000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode refused(String path, String body, String languages) throws IOException {
    try (var call = new HttpCall(server.port())) {
      Answer answer =
          call.send(
              "POST",
              path,
              body,
              "Content-Type: application/json",
              "Accept-Language: " + languages);
      assertEquals("application/problem+json", answer.headers().get("content-type"));
      JsonNode problem = JSON.readTree(answer.body());
      assertEquals(problem.path("lang").asString(), answer.headers().get("content-language"));
      assertEquals(problem.path("status").asInt(), answer.status());
      return problem;
    }
  }

  private static void says(String code, String language, String part, JsonNode problem) {
    assertEquals(code, problem.path("code").asString(), problem.toString());
    assertEquals(language, problem.path("lang").asString(), problem.toString());
    assertTrue(problem.path("detail").asString().contains(part), problem.toString());
  }

  @Test
  void whatThePageCanMeetIsToldInItsLanguage() throws IOException {
    String explain = ExplainApi.EXPLAIN;
    String japanese = "ja-JP,ja;q=0.9,en;q=0.8";
    String longText = "{\"text\":\"" + "a ".repeat(600) + "\"}";
    says("text-length", "ja", "1200 文字あり、上限は 1000 文字", refused(explain, longText, japanese));
    says("text-length", "en", "has 1200 characters", refused(explain, longText, "en,ja;q=0.5"));
    says("body-length", "ja", "上限 4000 バイト", refused(explain, " ".repeat(5000), japanese));
    says("no-words", "ja", "言葉がありません", refused(explain, "{\"text\":\"  \"}", japanese));
    says("no-words", "en", "no word to explain", refused(explain, "{\"text\":\"  \"}", "fr"));
    String model = "{" + WARM + ",\"model\":\"other\"}";
    for (String path : Set.of(explain, ExplainApi.PREDICT, ExplainApi.COUNTERFACTUAL)) {
      says("unknown-model", "ja", "「other」というモデルはありません", refused(path, model, "ja"));
    }
    String steps = "{" + WARM + ",\"steps\":9999}";
    says("too-many-passes", "ja", "このサーバーの上限は 2000 回", refused(explain, steps, "ja"));
    String soon = "{" + WARM + ",\"deadline\":0.0001,\"method\":\"sig-exact\"}";
    String code = refused(explain, soon, "ja").path("code").asString();
    assertTrue(Set.of("deadline", "too-much-work").contains(code), code);
  }

  @Test
  void theFieldCountsMoreThanTheHeader() throws IOException {
    String english = "{\"text\":\" \",\"lang\":\"en\"}";
    says("no-words", "en", "no word", refused(ExplainApi.EXPLAIN, english, "ja"));
    String japanese = "{\"text\":\" \",\"lang\":\"ja\"}";
    says("no-words", "ja", "言葉がありません", refused(ExplainApi.REPORT, japanese, "en"));
    says(
        "text-length",
        "ja",
        "1200 文字",
        refused(
            ExplainApi.EXPLAIN, "{\"text\":\"" + "a ".repeat(600) + "\",\"lang\":\"ja\"}", "*"));
  }

  /** Refusals without a code of their own have the command's sentences. */
  @Test
  void whatTheCommandSaysInJapaneseTheServerDoesToo() throws IOException {
    says(
        "unprocessable-content",
        "ja",
        "「cold」",
        refused(ExplainApi.EXPLAIN, "{" + WARM + ",\"phrase\":\"cold\"}", "ja"));
    says("bad-request", "ja", "正しくありません", refused(ExplainApi.EXPLAIN, "{", "ja"));
    says("bad-request", "ja", "後に何かがあります", refused(ExplainApi.EXPLAIN, "{" + WARM + "} 1", "ja"));
    Answer none = HttpCall.get(server.port(), "/nowhere", "Accept-Language: ja");
    says("not-found", "ja", "/nowhere", JSON.readTree(none.body()));
  }

  @Test
  void whereNoLanguageIsUnderstoodItIsEnglishAndSaysSo() throws IOException {
    says("no-words", "en", "no word", refused(ExplainApi.EXPLAIN, "{\"text\":\" \"}", ";;q=x"));
  }

  @Test
  void everySituationHasItsSentenceAndItsLine() throws IOException {
    var sentences = new Properties();
    try (var in =
        new InputStreamReader(
            Situation.class.getResourceAsStream("problems_ja.properties"),
            StandardCharsets.UTF_8)) {
      sentences.load(in);
    }
    Set<String> codes =
        Stream.of(Situation.values()).map(Situation::code).collect(Collectors.toSet());
    assertEquals(codes, sentences.stringPropertyNames());
    String document = Files.readString(Path.of("..", "docs", "api.md"));
    for (String code : codes) {
      assertTrue(document.contains("`" + code + "`"), code);
      String sentence = sentences.getProperty(code);
      assertFalse(sentence.matches(".*[():;].*"), "half-width signs: " + sentence);
    }
  }
}
