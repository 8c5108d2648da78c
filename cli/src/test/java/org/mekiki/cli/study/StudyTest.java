package org.mekiki.cli.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.CommandRun;
import org.mekiki.cli.page.Markup;
import org.mekiki.cli.record.Records;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The questionnaire, and the scores of its answers. */
final class StudyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  @TempDir private Path folder;
  private Path page;
  private Path key;

  @BeforeEach
  void make() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("data.jsonl"),
            """
            {"text":"a warm and very funny film"}
            {"text":"a dull <script>alert(1)</script> plot"}
            {"text":"it never takes off"}
            """);
    page = folder.resolve("study.html");
    key = folder.resolve("study.html.key.json");
    CommandRun ran =
        CommandRun.run(
            "study",
            "make",
            "--data",
            data.toString(),
            "--methods",
            "sig-exact,ig",
            "--output",
            page.toString());
    assertEquals(0, ran.status(), ran.err());
  }

  @Test
  void thePageIsBlindAndHoldsOneScript() throws IOException {
    String html = Files.readString(page);
    assertFalse(html.contains("sig"), "no method is named");
    assertFalse(html.contains("alert(1)</script>"), "markup of a text stays text");
    assertEquals(2, html.split("<script", -1).length, "one script");
    assertTrue(html.contains("default-src 'none'") && html.contains("script-src 'sha256-"));
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    assertTrue(html.contains("style-src " + Markup.hash(style) + ";"), "style's hash");
    assertFalse(html.contains("style=") || html.contains("unsafe-inline"), "no other style");
    assertTrue(html.contains("<mark class=\"a100\">"), "the strongest word is marked in full");
    assertEquals(1 + 3, html.split("<fieldset", -1).length - 1, "practice, and a question a text");
    assertEquals(3, JSON.readTree(Files.readString(key)).path("questions").size());
  }

  @Test
  void aPracticeQuestionWithItsAnswerComesFirstAndDoesNotCount() throws IOException {
    String html = Files.readString(page);
    int practice = html.indexOf("<fieldset class=\"practice\">");
    assertTrue(practice > 0 && practice < html.indexOf("Question 1<"), "before the first one");
    for (String choice : List.of("left", "right", "same")) {
      assertTrue(html.contains("data-practice=\"" + choice + "\" hidden"), choice);
    }
    assertTrue(html.contains("name !== 'practice'"), "left out of the answers");
    assertTrue(html.contains("data-questions=\"3\""), "and of the count");
    assertFalse(Files.readString(key).contains("practice"), "and of the key");
    int legend = html.indexOf("What the marks mean");
    assertTrue(legend > 0 && legend < practice, "the legend comes before");
    assertEquals(3, html.split("data-clears=", -1).length - 1, "an answer can be taken back");
  }

  private Path answers(String rater, String preferred, boolean right) throws IOException {
    JsonNode opened = JSON.readTree(Files.readString(key));
    ObjectNode node = Records.object().put("schema", Study.ANSWERS_SCHEMA);
    node.put("study", opened.path("study").asString()).put("rater", rater);
    ObjectNode given = node.putObject("answers");
    for (JsonNode question : opened.path("questions")) {
      String id = question.path("id").asString();
      if (question.path("kind").asString().equals("comparison")) {
        boolean left = question.path("left").asString().equals(preferred);
        given.put(id, preferred.equals(Study.SAME) ? Study.SAME : left ? "left" : "right");
      } else {
        given.put(id, right ? question.path("predicted").asString() : "neither");
      }
    }
    return Files.writeString(folder.resolve(rater + ".json"), Records.line(node));
  }

  @Test
  void answersAreUnblindedAndScored() throws IOException {
    CommandRun ran =
        CommandRun.run(
            "study",
            "score",
            "--format",
            "json",
            "--key",
            key.toString(),
            answers("r1", "ig", true).toString(),
            answers("r2", "ig", true).toString());
    assertEquals(0, ran.status(), ran.err());
    JsonNode node = JSON.readTree(ran.out());
    JsonNode pair = node.path("preferences").path("ig over sig-exact");
    assertEquals(4, pair.path("hits").asInt());
    assertEquals(4, pair.path("count").asInt());
    assertTrue(pair.path("low").asDouble() > 0.5 && pair.path("high").asDouble() == 1);
    assertEquals(1, node.path("suggestions").path("sig-exact").path("share").asDouble());
    assertEquals(1, node.path("agreement").path("suggestions").asDouble());
    String table =
        CommandRun.run(
                "study",
                "score",
                "--key",
                key.toString(),
                answers("r1", Study.SAME, true).toString(),
                answers("r2", "sig-exact", false).toString())
            .out();
    assertTrue(table.contains("0 of 2, and 2 undecided"), table);
  }

  @Test
  void whatDoesNotBelongIsRefused() throws IOException {
    String one = answers("r1", "ig", true).toString();
    CommandRun.refused("once", "study", "score", "--key", key.toString(), one, one);
    CommandRun.refused("key", "study", "score", "--key", one, one);
    Path other = folder.resolve("other.json");
    Files.writeString(other, "{\"schema\":\"%s\",\"study\":\"x\"}".formatted(Study.ANSWERS_SCHEMA));
    CommandRun.refused(
        "a different questionnaire", "study", "score", "--key", key.toString(), other.toString());
    Files.writeString(other, "{");
    CommandRun.refused("JSON", "study", "score", "--key", key.toString(), other.toString());
    CommandRun.refused(
        "two methods",
        "study",
        "make",
        "--data",
        folder.resolve("data.jsonl").toString(),
        "--methods",
        "ig",
        "--output",
        page.toString());
  }
}
