package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mekiki.cli.HeadModels;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two models on the page: what differs between them is what the API says of each. */
final class PageComparisonTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "a warm film , but dull and too long";

  @RegisterExtension
  private static final ServedPage PAGE =
      new ServedPage(
          folder -> {
            Path first = ServedPage.model(folder, "first.mekiki");
            return new RunningServer(
                "--model",
                first.toString(),
                "--model",
                Files.copy(first, folder.resolve("same.mekiki")).toString(),
                "--model",
                write(folder, "second.mekiki", "negative", "positive"),
                "--model",
                write(folder, "names.mekiki", "cold", "warm"));
          });

  private static String write(Path folder, String name, String... labels) throws IOException {
    String file =
        HeadModels.write(
            HeadModels.classifier("single_label_classification", List.of(labels)), folder);
    return Files.move(Path.of(file), folder.resolve(name)).toString();
  }

  private static void compare(String first, String second) {
    PAGE.browser().choose("model", first);
    PAGE.browser().choose("other", second);
    PAGE.browser().script("document.getElementById('text').value = ''");
    PAGE.browser().id("text").sendKeys(TEXT);
    PAGE.browser().explainByKeyboard();
    PAGE.browser().waitForAnswer("What differs between the two");
  }

  private static JsonNode explained(String model, String target) throws IOException {
    String body =
        "{\"text\":\"%s\",\"model\":\"%s\"%s}"
            .formatted(TEXT, model, target == null ? "" : ",\"target\":\"" + target + "\"");
    return JSON.readTree(PAGE.server().explain(body).body()).at("/explanations/0");
  }

  private static String points(double change) {
    String shown = String.format(Locale.ROOT, "%.1f", 100 * Math.abs(change));
    return (shown.equals("0.0") ? "" : change < 0 ? "−" : "+") + shown;
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f", 100 * part);
  }

  /** What a word's masking does in both, and by how much more in the second. */
  private record Change(String word, double before, double after) {
    double change() {
      return after - before;
    }

    String sentence(String label, String first, String second) {
      if (before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) >= 0.005) {
        return before > 0
            ? "“%s” speaks for “%s” with %s (%s points) and against it with %s (%s points)."
                .formatted(word, label, first, points(before), second, points(after))
            : "“%s” speaks for “%s” with %s (%s points) and against it with %s (%s points)."
                .formatted(word, label, second, points(after), first, points(before));
      }
      return "“%s” counts %s points %s for %s: %s instead of %s."
          .formatted(
              word,
              percent(Math.abs(change())),
              Math.abs(after) < Math.abs(before) ? "less" : "more",
              second,
              points(after),
              points(before));
    }
  }

  private static List<Change> changes(JsonNode first, JsonNode second) {
    var all = new ArrayList<Change>();
    for (int i = 0; i < first.path("words").size(); i++) {
      all.add(
          new Change(
              first.at("/words/" + i + "/text").asString(),
              first.at("/words/" + i + "/without/change").asDouble(),
              second.at("/words/" + i + "/without/change").asDouble()));
    }
    all.sort((a, b) -> Double.compare(Math.abs(b.change()), Math.abs(a.change())));
    return all;
  }

  @Test
  void whatDiffersIsSaidInWordsAndPoints() throws IOException {
    compare("first.mekiki", "second.mekiki");
    JsonNode first = explained("first.mekiki", null);
    String label = first.at("/target/label").asString();
    JsonNode second = explained("second.mekiki", label);
    String said = PAGE.browser().text(".difference");
    double sure = first.at("/prediction/probabilities/" + first.at("/target/index")).asDouble();
    double other = second.at("/prediction/probabilities/" + first.at("/target/index")).asDouble();
    String otherSays = other > 0.5 ? label : label.equals("negative") ? "positive" : "negative";
    assertTrue(
        said.contains(
            other > 0.5
                ? "Both say “%s”: first.mekiki is %s %% sure, second.mekiki %s %%."
                    .formatted(label, percent(sure), percent(other))
                : "They disagree: first.mekiki says “%s”, %s %% sure, second.mekiki says “%s”, %s %% sure."
                    .formatted(label, percent(sure), otherSays, percent(1 - other))),
        said);
    List<Change> changes = changes(first, second);
    for (Change each : changes.subList(0, 3)) {
      String sentence = each.sentence(label, "first.mekiki", "second.mekiki");
      assertTrue(said.contains(sentence), sentence + " in " + said);
    }
    assertTrue(said.contains("Scores must not be used to choose the fairer"));
    double largest = 0;
    for (JsonNode e : List.of(first, second)) {
      for (JsonNode word : e.path("words")) {
        largest = Math.max(largest, Math.abs(word.at("/without/change").asDouble()));
      }
    }
    assertTrue(said.contains("the largest of which is " + percent(largest) + " points"), said);
    PAGE.browser().picture("differences");
  }

  @Test
  void bothCardsShareClassScaleAndOrder() throws IOException {
    compare("first.mekiki", "second.mekiki");
    JsonNode first = explained("first.mekiki", null);
    String label = first.at("/target/label").asString();
    JsonNode second = explained("second.mekiki", label);
    for (String heading : headings()) {
      assertTrue(heading.endsWith("Explained here: “" + label + "”."), heading);
    }
    // Half a track is as wide as the largest effect of both.
    double widest =
        ((Number)
                PAGE.browser()
                    .script(
                        "return Math.max(...[...document.querySelectorAll('.track i')].map(i =>"
                            + " parseFloat(i.style.width)))"))
            .doubleValue();
    assertEquals(50, widest, 1e-6);
    long full =
        (Long)
            PAGE.browser()
                .script(
                    "return [...document.querySelectorAll('.track i')].filter(i =>"
                        + " parseFloat(i.style.width) > 49.99).length");
    assertEquals(1, full, "one word of both has the largest");
    assertFalse(PAGE.browser().all("article thead").getFirst().getText().contains("difference"));
    assertTrue(
        PAGE.browser()
            .all("article thead")
            .get(1)
            .getText()
            .contains("difference from first.mekiki, points"));
    for (Change each : changes(first, second)) {
      String row =
          (String)
              PAGE.browser()
                  .script(
                      "return [...document.querySelectorAll('article:last-of-type tbody"
                          + " tr')].find(r => r.firstChild.textContent ==="
                          + " arguments[0]).children[4].textContent",
                      each.word());
      assertEquals(points(each.change()), row, each.word());
    }
  }

  private static List<String> headings() {
    return PAGE.browser().all("article h3").stream().map(each -> each.getText()).toList();
  }

  @Test
  void classesStandInPairs() {
    PAGE.browser().choose("target", "all");
    compare("first.mekiki", "second.mekiki");
    List<String> headings = headings();
    assertEquals(4, headings.size());
    for (int i = 0; i < 4; i++) {
      assertTrue(headings.get(i).startsWith(i % 2 == 0 ? "first.mekiki" : "second.mekiki"));
      assertTrue(headings.get(i).endsWith(i < 2 ? "“negative”." : "“positive”."), headings.get(i));
    }
    assertTrue(PAGE.browser().text(".difference").contains("For “negative”: “"));
    assertTrue(PAGE.browser().text(".difference").contains("For “positive”: “"));
  }

  @Test
  void theSameModelTwiceDiffersInNothing() {
    compare("first.mekiki", "same.mekiki");
    assertTrue(
        PAGE.browser()
            .text(".difference")
            .contains("No word's effect differs by a point or more."));
    assertTrue(PAGE.browser().text(".difference").contains("Both say “"));
    assertFalse(PAGE.browser().text("article:last-of-type tbody").contains("0.0\n+"));
  }

  @Test
  void classesOfOtherNamesAreNotCompared() {
    compare("first.mekiki", "names.mekiki");
    String said = PAGE.browser().text(".difference");
    assertTrue(said.contains("They disagree: first.mekiki says “negative”"), said);
    assertTrue(said.contains("“negative” is explained with first.mekiki alone"), said);
    assertFalse(said.contains("one scale"), said);
    assertEquals(2, PAGE.browser().all("article").size());
  }

  @Test
  void wordsThatOneOfThemDidNotReadAreSaid() {
    // Effects are found for the strongest words only.
    PAGE.browser().choose("model", "first.mekiki");
    PAGE.browser().choose("method", "sig-exact");
    PAGE.browser().choose("other", "second.mekiki");
    PAGE.browser()
        .script(
            "document.getElementById('text').value = Array.from({length: 70}, (_, i) => 'word' + i"
                + " + ' good').join(' ')");
    PAGE.browser().explainByKeyboard();
    PAGE.browser().waitForAnswer("What differs between the two");
    String said = PAGE.browser().text(".difference");
    assertTrue(said.contains("words have no effect to compare"), said);
    assertTrue(said.contains("share one scale: logit"), said);
  }

  @Test
  void itFitsANarrowScreenAndIsReachedByKeyboard() throws IOException {
    PAGE.browser()
        .devTools(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 390, "height", 900, "deviceScaleFactor", 2, "mobile", false));
    for (int i = 0; i < 20 && !focused("other"); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    assertTrue(focused("other"), "reached by Tab");
    PAGE.browser().keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertEquals("second.mekiki", PAGE.browser().id("other").getDomProperty("value"));
    PAGE.browser().id("text").sendKeys(TEXT);
    PAGE.browser().explainByKeyboard();
    PAGE.browser().waitForAnswer("What differs between the two");
    assertTrue(
        PAGE.browser().holds("return document.documentElement.scrollWidth <= window.innerWidth"),
        "no scrolling sideways");
    PAGE.browser().picture("differences-390");
    PAGE.browser().choose("language", "日本語");
    PAGE.browser()
        .waitFor(
            "Japanese",
            "return document.querySelector('.difference').textContent.includes('二つのモデルの違い')");
    PAGE.browser().picture("differences-390-ja");
  }

  private static boolean focused(String id) {
    return PAGE.browser().holds("return document.activeElement.id === arguments[0]", id);
  }
}
