package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** What the page remembers, and what its controls do meanwhile. */
final class PageHistoryTest {

  @RegisterExtension
  private static final ServedPage PAGE =
      new ServedPage(
          folder ->
              new RunningServer("--model", ServedPage.model(folder, "copy.mekiki").toString()));

  private static void explain(String text) {
    PAGE.browser().script("document.getElementById('text').value = arguments[0]", text);
    PAGE.browser().explainByKeyboard();
    PAGE.browser().waitForAnswer("reads this");
    PAGE.browser()
        .waitFor(
            "the entry",
            "return document.querySelector('#history .recall') !== null"
                + " && document.getElementById('status').textContent.startsWith('Done')");
  }

  private static List<String> lines(String selector) {
    return PAGE.browser().all("#history " + selector).stream().map(WebElement::getText).toList();
  }

  @Test
  void anEntryIsALineWithAllThatItIsOf() throws IOException {
    explain("a warm film " + "that goes on and on ".repeat(20));
    double height = PAGE.browser().all("#history .recall").getFirst().getRect().getHeight();
    assertTrue(height < 40, "one line, not " + height);
    String details = lines(".dim").getFirst();
    assertTrue(
        details.matches(
            "“(negative|positive)” [0-9.]+ % · copy\\.mekiki · sig · class: the predicted one ·"
                + " .*20[0-9]{2}.*[0-9]:[0-9]{2}.*"),
        details);
    PAGE.browser().script("document.getElementById('past').scrollIntoView()");
    PAGE.browser().picture("history");
    PAGE.browser()
        .devTools(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 390, "height", 900, "deviceScaleFactor", 2, "mobile", false));
    assertTrue(
        PAGE.browser().holds("return document.documentElement.scrollWidth <= window.innerWidth"),
        "no scrolling sideways");
    PAGE.browser().script("document.getElementById('past').scrollIntoView()");
    PAGE.browser().picture("history-390");
  }

  @Test
  void entriesThatLookAlikeSayWhatDiffers() {
    explain("a warm film");
    PAGE.browser().choose("target", "negative");
    PAGE.browser().waitForAnswer("Explained here: “negative”.");
    PAGE.browser().choose("method", "sig-exact");
    PAGE.browser().waitForAnswer("Method sig-exact");
    PAGE.browser().id("phrase").sendKeys("2:6", Keys.TAB);
    PAGE.browser().waitForAnswer("Phrase by phrase");
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
    WebElement second = PAGE.browser().all("#history .forget").get(1);
    assertEquals("Forget “two”", second.getDomAttribute("aria-label"));
    PAGE.browser().script("arguments[0].focus()", second);
    PAGE.browser().keys(Keys.ENTER);
    assertEquals(List.of("three", "one"), lines(".recall"));
    assertEquals(
        "Forget “one”",
        PAGE.browser().script("return document.activeElement.getAttribute('aria-label')"),
        "the focus stays in the list");
    PAGE.browser().keys(Keys.ENTER, Keys.ENTER);
    assertEquals(List.of(), lines(".recall"));
    assertEquals("clear", PAGE.browser().script("return document.activeElement.id"));
    PAGE.browser().open(PAGE.server().served().url());
    assertEquals(List.of(), lines(".recall"), "nor after a return");
  }

  @Test
  void whatAnEarlierVersionRememberedIsStillThere() {
    PAGE.browser()
        .script(
            "localStorage.setItem('mekiki.history', JSON.stringify([{model: 'copy.mekiki', text:"
                + " 'so warm', method: 'ig', target: 'all'}]))");
    PAGE.browser().open(PAGE.server().served().url());
    assertEquals(List.of("copy.mekiki · ig · class: all"), lines(".dim"));
    PAGE.browser().all("#history .recall").getFirst().click();
    PAGE.browser().waitForAnswer("Method ig,");
    assertEquals(2, PAGE.browser().all("article").size());
    assertEquals(1, lines(".recall").size());
  }

  @Test
  void aPhraseNeedsASelection() {
    assertFalse(PAGE.browser().id("selection").isEnabled());
    PAGE.browser().id("text").sendKeys("a warm film");
    assertFalse(PAGE.browser().id("selection").isEnabled());
    PAGE.browser()
        .id("text")
        .sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT));
    PAGE.browser()
        .waitFor("enabled", "return document.getElementById('selection').disabled === false");
    for (int i = 0; i < 12 && !focused("selection"); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    PAGE.browser().keys(Keys.ENTER);
    PAGE.browser().waitForAnswer("Phrase by phrase");
    assertEquals("ilm", PAGE.browser().text("tbody tr th"));
    PAGE.browser().id("text").sendKeys(Keys.HOME);
    PAGE.browser()
        .waitFor("disabled", "return document.getElementById('selection').disabled === true");
  }

  private static boolean focused(String id) {
    return PAGE.browser().holds("return document.activeElement.id === arguments[0]", id);
  }

  @Test
  void controlsStayWhereTheyAre() {
    assertTrue(PAGE.browser().id("other").isDisplayed());
    assertFalse(PAGE.browser().id("other").isEnabled(), "there is only one model");
    Rectangle button = PAGE.browser().id("explain").getRect();
    Rectangle heading = PAGE.browser().id("resultsHead").getRect();
    explain("a warm film");
    PAGE.browser().choose("method", "lime");
    PAGE.browser().waitForAnswer("Method lime");
    PAGE.browser().choose("method", "ig");
    PAGE.browser().waitForAnswer("Method ig,");
    assertEquals(button.getY(), PAGE.browser().id("explain").getRect().getY());
    assertEquals(heading.getY(), PAGE.browser().id("resultsHead").getRect().getY());
    int report = PAGE.browser().id("report").getRect().getY();
    PAGE.browser().id("phrase").sendKeys("nowhere", Keys.TAB);
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('error').textContent.length > 0");
    PAGE.browser().script("document.getElementById('error').textContent = ''");
    assertEquals(report, PAGE.browser().id("report").getRect().getY(), "the note stands below");
  }

  @Test
  void zeroHasNoSign() {
    // An unknown word beside others: what it does rounds to nothing.
    explain("it is a warm and very funny film of the year , and it is the best of them all .");
    String answers = PAGE.browser().text("#answers");
    assertFalse(answers.matches("(?s).*[−+]0\\.0+(?![0-9]).*"), answers);
  }
}
