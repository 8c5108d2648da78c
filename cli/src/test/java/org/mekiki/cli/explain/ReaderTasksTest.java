package org.mekiki.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.CommandRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The questions of docs/reader-tasks.md, each answered by the element that stands there. */
final class ReaderTasksTest {
  private static final String TEXT = "the cast is good, but the story is not";

  private static String page(String... arguments) {
    var all = new java.util.ArrayList<>(java.util.List.of("explain", "--format", "html"));
    all.addAll(java.util.List.of(arguments));
    CommandRun ran = CommandRun.run(all.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    return ran.out();
  }

  private static JsonNode answer() {
    return JsonMapper.shared().readTree(CommandRun.run("explain", "--format", "json", TEXT).out());
  }

  /** What an element holds, as it is read. */
  private static String text(String page, String pattern) {
    Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertTrue(found.find(), pattern);
    return found
        .group(1)
        .replaceAll("<[^>]*>", "")
        .replaceAll("[\u2066-\u2069]", "")
        .replace("&quot;", "\"")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }

  @Test
  void whatWasDecidedAndHowSurely() {
    String heading = text(page(TEXT), "<h2[^>]*>(.*?)</h2>");
    assertTrue(heading.contains("negative"), heading);
    assertTrue(heading.contains(percent(answer().at("/prediction/probabilities/0").asDouble())));
  }

  @Test
  void whetherItWouldBeOtherwiseWithoutAWord() {
    String page = page(TEXT);
    String said =
        text(page, "<h2[^>]*>(.*?)</h2>") + " " + text(page, "<p class=\"lead\"[^>]*>(.*?)</p>");
    assertTrue(said.contains("Without “not” it would be “positive”"), said);
    assertTrue(said.contains("With every word masked the model says “positive”"), said);
  }

  @Test
  void howMuchAWordMatters() {
    String page = page(TEXT);
    String head = text(page, "<table><thead>(.*?)</thead>");
    assertTrue(head.contains("effect, points") && head.contains("without it"), head);
    String row = text(page, "<tr><th scope=\"row\"><bdi>not</bdi>(.*?)</tr>");
    JsonNode not = answer().path("words").get(9);
    assertEquals("not", not.path("text").asString());
    String without = percent(not.at("/without/probability").asDouble());
    assertTrue(row.contains(without), row + " has " + without);
    assertTrue(
        row.contains(
            String.format(Locale.ROOT, "+%.1f", 100 * not.at("/without/change").asDouble())),
        row);
  }

  @Test
  void whetherTheModelReadEverything() {
    String cut = page("--max-length", "6", TEXT);
    assertTrue(
        text(cut, "<p class=\"bad\" role=\"note\">(.*?)</p>").startsWith("the text was cut"), cut);
    assertEquals(
        ", but the story is not", text(cut, "<span class=\"unread after\"[^>]*>(.*?)</span>"));
    assertFalse(page(TEXT).contains("class=\"unread"));
    assertTrue(text(page("映画"), "<p class=\"bad\" role=\"note\">(.*?)</p>").contains("unknown"));
  }

  @Test
  void whetherItIsWorthBelieving() {
    String page = page(TEXT);
    assertTrue(page.contains("Was it computed accurately?"));
    String trust = text(page, "Is it worth believing\\?</h3>(.*?)<div class=\"caution\"");
    assertTrue(trust.startsWith("The model is hardly sure: its answer has 60.2"), trust);
    String sure =
        text(
            page("far too long and never funny"),
            "Is it worth believing\\?</h3>(.*?)<div class=\"caution\"");
    assertTrue(sure.startsWith("Nothing was found that speaks against it"), sure);
  }
}
