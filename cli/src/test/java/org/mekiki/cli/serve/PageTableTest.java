package org.mekiki.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The audit of a table on the page. */
final class PageTableTest {
  private static final String TABLE =
      """
      sentence,label,"the ""period"", or so"
      He is a good man,1,old
      She is dull,0,old
      a bad film and his worst,0,new
      the film is fun for her,1,new
      "<b>no</b>, not good",0,new
      """;

  @RegisterExtension
  private static final ServedPage PAGE =
      new ServedPage(
          _ -> new RunningServer("--max-rows", "100", "--max-body", "9000", "--running", "1"));

  private static void choose(String name, byte[] content) throws IOException {
    Path file = Files.write(PAGE.folder().resolve(name), content);
    PAGE.browser().id("tableFile").sendKeys(file.toString());
  }

  private static void choose(String name, String content) throws IOException {
    choose(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void waitForFindings() {
    PAGE.browser().waitFor("findings", "return document.querySelector('#audited ul li') !== null");
  }

  private static List<String> options(String id) {
    return PAGE.browser().all("#" + id + " option").stream().map(WebElement::getText).toList();
  }

  @Test
  void aTableIsAuditedAndItsPageOpens() throws IOException {
    choose("films.csv", TABLE);
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals(List.of("sentence", "label", "the \"period\", or so"), options("textColumn"));
    assertEquals("sentence", PAGE.browser().id("textColumn").getDomProperty("value"));
    assertEquals("label", PAGE.browser().id("labelColumn").getDomProperty("value"));
    PAGE.browser().choose("groupColumn", "the \"period\", or so");
    PAGE.browser().id("audit").click();
    waitForFindings();
    String said = PAGE.browser().text("#audited");
    assertTrue(said.contains("The model reads 60 % of 5 texts as “negative”."), said);
    assertTrue(said.contains("It is right in 100.0 % of the 5 texts"), said);
    assertTrue(said.contains("No clear difference between groups."), said);
    assertTrue(said.contains("films.csv: the labels are read as positions"), said);
    assertTrue(said.contains("5 texts are few"), said);
    assertEquals("en", PAGE.browser().all("#audited ul").getFirst().getDomAttribute("lang"));
    PAGE.browser().script("document.getElementById('tablePart').scrollIntoView()");
    PAGE.browser().picture("table");
    // The page in a tab of its own runs its own script and style, and nothing else.
    PAGE.browser()
        .inNewTab(
            "#audited a.button",
            () -> {
              assertTrue(PAGE.browser().text("h1").startsWith("The model reads 60 %"));
              PAGE.browser()
                  .waitFor(
                      "the page's script",
                      "return document.querySelectorAll('table tbody tr').length > 0"
                          + " && getComputedStyle(document.body).maxWidth !== ''");
              assertEquals(0, PAGE.browser().all("table b, main b > b").size());
              assertTrue(
                  PAGE.browser()
                      .holds(
                          "return [...document.styleSheets].length === 1"
                              + " && document.styleSheets[0].cssRules.length > 5"),
                  "the page's style");
              PAGE.browser().picture("table-page");
            });
    PAGE.browser().all("#audited .buttons button").get(0).click();
    assertTrue(
        PAGE.browser().downloaded("mekiki-audit-films.html").contains("mekiki audit of films.csv"));
    PAGE.browser().all("#audited .buttons button").get(1).click();
    assertTrue(PAGE.browser().downloaded("mekiki-audit-films.json").contains("\"mekiki/audit/1\""));
  }

  @Test
  void theTextColumnIsAskedForWhereItIsNotCertain() throws IOException {
    choose("mails.tsv", "subject\tbody\na warm film\tdull\na dull film\twarm\n");
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals(List.of("choose …", "subject", "body"), options("textColumn"));
    assertFalse(PAGE.browser().id("audit").isEnabled());
    PAGE.browser().choose("textColumn", "body");
    assertTrue(PAGE.browser().id("audit").isEnabled());
    choose("lines.jsonl", "{\"a\":\"one film\"}\n{\"a\":\"two films\",\"b\":\"1\"}\n");
    PAGE.browser()
        .waitFor(
            "the other table",
            "return document.getElementById('tableName').textContent.includes('lines.jsonl')");
    assertEquals(List.of("choose …", "a", "b"), options("textColumn"));
  }

  @Test
  void theKeyboardAloneIsEnough() throws IOException {
    choose("films.csv", TABLE);
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    PAGE.browser().script("document.getElementById('tableFile').focus()");
    for (int i = 0; i < 8 && !focused("audit"); i++) {
      PAGE.browser().keys(Keys.TAB);
    }
    assertTrue(focused("audit"), "reached by Tab");
    PAGE.browser().keys(Keys.ENTER);
    waitForFindings();
    assertTrue(PAGE.browser().text("#auditStatus").startsWith("Done: 5 texts."));
    assertEquals("status", PAGE.browser().id("auditStatus").getDomAttribute("role"));
    PAGE.browser().keys(Keys.TAB);
    assertTrue(PAGE.browser().holds("return document.activeElement.matches('#audited a.button')"));
  }

  private static boolean focused(String id) {
    return PAGE.browser().holds("return document.activeElement.id === arguments[0]", id);
  }

  @Test
  void whatCannotBeAuditedIsSaid() throws IOException {
    choose("films.txt", TABLE);
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertTrue(PAGE.browser().text("#auditError").startsWith("“films.txt” is not a table"));
    choose("latin.csv", new byte[] {'t', 'e', 'x', 't', '\n', (byte) 0xE9, '\n'});
    PAGE.browser()
        .waitFor(
            "a refusal",
            "return document.getElementById('auditError').textContent.includes('not in UTF-8')");
    choose("large.csv", "text\n" + "a warm film\n".repeat(1000));
    PAGE.browser()
        .waitFor(
            "a refusal",
            "return document.getElementById('auditError').textContent.includes('The table is 12"
                + " KB')");
    assertFalse(PAGE.browser().id("tableChoices").isDisplayed());
    choose("rows.csv", "text\n" + "a film\n".repeat(101));
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals("", PAGE.browser().text("#auditError"));
    PAGE.browser().id("audit").click();
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertTrue(PAGE.browser().text("#auditError").startsWith("the table has more than 100 rows"));
    PAGE.browser().choose("language", "日本語");
    PAGE.browser().id("audit").click();
    PAGE.browser()
        .waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertEquals(
        "表の行が多すぎます（このサーバーの上限 100 行）。行を減らすか、mekiki audit をお使いください。",
        PAGE.browser().text("#auditError"));
  }

  @Test
  void anAuditIsCancelled() throws IOException {
    choose("many.csv", "text\n" + "a warm and funny film that goes on and on and on\n".repeat(99));
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    PAGE.browser().id("audit").click();
    PAGE.browser().waitFor("cancel", "return !document.getElementById('auditCancel').hidden");
    assertTrue(PAGE.browser().text("#auditStatus").startsWith("Auditing many.csv"));
    PAGE.browser().id("auditCancel").click();
    assertEquals("The audit was cancelled.", PAGE.browser().text("#auditStatus"));
    assertTrue(PAGE.browser().id("audit").isEnabled());
    assertEquals("", PAGE.browser().text("#audited"));
    assertEquals("audit", PAGE.browser().script("return document.activeElement.id"));
    // The server, which computes one at a time, is free again.
    PAGE.browser().id("text").sendKeys("a warm film");
    PAGE.browser().explainByKeyboard();
    PAGE.browser().waitForAnswer("positive");
  }

  @Test
  void aTableCanBeDropped() {
    PAGE.browser()
        .script(
            "const data = new DataTransfer();data.items.add(new File(['text\\n"
                + "a warm film\\n"
                + "a dull film\\n"
                + "'], 'dropped.csv'));document.getElementById('tablePart').dispatchEvent(new"
                + " DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals("Table: dropped.csv", PAGE.browser().text("#tableName"));
  }

  @Test
  void itFitsANarrowScreenInTheDarkAndInJapanese() throws IOException {
    choose("films.csv", TABLE);
    PAGE.browser().waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    PAGE.browser().id("audit").click();
    waitForFindings();
    PAGE.browser()
        .devTools(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 390, "height", 900, "deviceScaleFactor", 2, "mobile", false));
    PAGE.browser()
        .devTools(
            "Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    PAGE.browser().choose("language", "日本語");
    assertTrue(PAGE.browser().text("#audited").contains("文章が 5 件しかないため"));
    assertTrue(PAGE.browser().text("#audited").contains("結果の文と開くページは、監査したときの言語のままです。"));
    assertEquals("", PAGE.browser().text("#auditStatus"));
    assertTrue(
        PAGE.browser().holds("return document.documentElement.scrollWidth <= window.innerWidth"),
        "no scrolling sideways");
    PAGE.browser().script("document.getElementById('tablePart').scrollIntoView()");
    PAGE.browser().picture("table-390-dark-ja");
  }
}
