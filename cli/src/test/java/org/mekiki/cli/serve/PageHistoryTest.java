package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.Browser;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** What the page remembers, and what its controls do meanwhile. */
final class PageHistoryTest {
  @TempDir private static Path folder;
  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder);
    Path model = folder.resolve("copy.mekiki");
    try (var in = PageHistoryTest.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki")) {
      Files.copy(in, model);
    }
    server = new RunningServer("--model", model.toString());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(server.served().url());
    browser.script("localStorage.clear()");
    browser.open(server.served().url());
  }

  @AfterEach
  void nothingWasStoppedOrFailed() {
    browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
    assertEquals(List.of(), browser.complaints());
  }

  private static void explain(String text) {
    browser.script("document.getElementById('text').value = arguments[0]", text);
    browser.explainByKeyboard();
    browser.waitForAnswer("reads this");
    browser.waitFor(
        "the entry",
        "return document.querySelector('#history .recall') !== null"
            + " && document.getElementById('status').textContent.startsWith('Done')");
  }

  private static List<String> lines(String selector) {
    return browser.all("#history " + selector).stream().map(WebElement::getText).toList();
  }

  @Test
  void anEntryIsALineWithAllThatItIsOf() throws IOException {
    explain("a warm film " + "that goes on and on ".repeat(20));
    double height = browser.all("#history .recall").getFirst().getRect().getHeight();
    assertTrue(height < 40, "one line, not " + height);
    String details = lines(".dim").getFirst();
    assertTrue(
        details.matches(
            "“(negative|positive)” [0-9.]+ % · copy\\.mekiki · sig · class: the predicted one ·"
                + " .*20[0-9]{2}.*[0-9]:[0-9]{2}.*"),
        details);
    browser.script("document.getElementById('past').scrollIntoView()");
    browser.picture("history");
    browser.devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 900, "deviceScaleFactor", 2, "mobile", false));
    assertTrue(
        browser.holds("return document.documentElement.scrollWidth <= window.innerWidth"),
        "no scrolling sideways");
    browser.script("document.getElementById('past').scrollIntoView()");
    browser.picture("history-390");
  }

  @Test
  void entriesThatLookAlikeSayWhatDiffers() {
    explain("a warm film");
    browser.choose("target", "negative");
    browser.waitForAnswer("Explained here: “negative”.");
    browser.choose("method", "sig-exact");
    browser.waitForAnswer("Method sig-exact");
    browser.id("phrase").sendKeys("2:6", Keys.TAB);
    browser.waitForAnswer("Phrase by phrase");
    assertEquals(
        List.of("a warm film", "a warm film", "a warm film", "a warm film"), lines(".recall"));
    List<String> details = lines(".dim");
    assertEquals(4, details.stream().distinct().count(), details.toString());
    assertTrue(details.getFirst().contains("phrase: “warm”"), details.getFirst());
    assertTrue(details.get(2).contains("class: negative"), details.get(2));
  }

  @Test
  void textsThatBeginAlikeShowWhereTheyPart() {
    String beginning = "the beginning of both is one and the same , but then it is ";
    explain(beginning + "dull");
    explain(beginning + "good");
    explain("short");
    assertEquals(
        List.of("short", "… but then it is good", "… but then it is dull"), lines(".recall"));
  }

  @Test
  void eachIsForgottenAlone() {
    explain("one");
    explain("two");
    explain("three");
    WebElement second = browser.all("#history .forget").get(1);
    assertEquals("Forget “two”", second.getDomAttribute("aria-label"));
    browser.script("arguments[0].focus()", second);
    browser.keys(Keys.ENTER);
    assertEquals(List.of("three", "one"), lines(".recall"));
    assertEquals(
        "Forget “one”",
        browser.script("return document.activeElement.getAttribute('aria-label')"),
        "the focus stays in the list");
    browser.keys(Keys.ENTER, Keys.ENTER);
    assertEquals(List.of(), lines(".recall"));
    assertEquals("clear", browser.script("return document.activeElement.id"));
    browser.open(server.served().url());
    assertEquals(List.of(), lines(".recall"), "nor after a return");
  }

  @Test
  void whatAnEarlierVersionRememberedIsStillThere() {
    browser.script(
        "localStorage.setItem('mekiki.history', JSON.stringify([{model: 'copy.mekiki', text: 'so"
            + " warm', method: 'ig', target: 'all'}]))");
    browser.open(server.served().url());
    assertEquals(List.of("copy.mekiki · ig · class: all"), lines(".dim"));
    browser.all("#history .recall").getFirst().click();
    browser.waitForAnswer("Method ig,");
    assertEquals(2, browser.all("article").size());
    assertEquals(1, lines(".recall").size());
  }

  @Test
  void aPhraseNeedsASelection() {
    assertFalse(browser.id("selection").isEnabled());
    browser.id("text").sendKeys("a warm film");
    assertFalse(browser.id("selection").isEnabled());
    browser
        .id("text")
        .sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT));
    browser.waitFor("enabled", "return document.getElementById('selection').disabled === false");
    for (int i = 0; i < 12 && !focused("selection"); i++) {
      browser.keys(Keys.TAB);
    }
    browser.keys(Keys.ENTER);
    browser.waitForAnswer("Phrase by phrase");
    assertEquals("ilm", browser.text("tbody tr th"));
    browser.id("text").sendKeys(Keys.HOME);
    browser.waitFor("disabled", "return document.getElementById('selection').disabled === true");
  }

  private static boolean focused(String id) {
    return browser.holds("return document.activeElement.id === arguments[0]", id);
  }

  @Test
  void controlsStayWhereTheyAre() {
    assertTrue(browser.id("other").isDisplayed());
    assertFalse(browser.id("other").isEnabled(), "there is only one model");
    Rectangle button = browser.id("explain").getRect();
    Rectangle heading = browser.id("resultsHead").getRect();
    explain("a warm film");
    browser.choose("method", "lime");
    browser.waitForAnswer("Method lime");
    browser.choose("method", "ig");
    browser.waitForAnswer("Method ig,");
    assertEquals(button.getY(), browser.id("explain").getRect().getY());
    assertEquals(heading.getY(), browser.id("resultsHead").getRect().getY());
    int report = browser.id("report").getRect().getY();
    browser.id("phrase").sendKeys("nowhere", Keys.TAB);
    browser.waitFor("a refusal", "return document.getElementById('error').textContent.length > 0");
    browser.script("document.getElementById('error').textContent = ''");
    assertEquals(report, browser.id("report").getRect().getY(), "the note stands below");
  }

  @Test
  void zeroHasNoSign() {
    // An unknown word beside others: what it does rounds to nothing.
    explain("it is a warm and very funny film of the year , and it is the best of them all .");
    String answers = browser.text("#answers");
    assertFalse(answers.matches("(?s).*[−+]0\\.0+(?![0-9]).*"), answers);
  }
}
