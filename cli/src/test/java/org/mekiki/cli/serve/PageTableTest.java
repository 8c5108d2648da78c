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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.Browser;
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

  @TempDir private static Path folder;
  private static RunningServer server;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder);
    server = new RunningServer("--max-rows", "100", "--max-body", "9000", "--running", "1");
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
    browser.devTools("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
    browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
    assertEquals(List.of(), browser.complaints());
  }

  private static void choose(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    browser.id("tableFile").sendKeys(file.toString());
  }

  private static void choose(String name, String content) throws IOException {
    choose(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void waitForFindings() {
    browser.waitFor("findings", "return document.querySelector('#audited ul li') !== null");
  }

  private static List<String> options(String id) {
    return browser.all("#" + id + " option").stream().map(WebElement::getText).toList();
  }

  @Test
  void aTableIsAuditedAndItsPageOpens() throws IOException {
    choose("films.csv", TABLE);
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals(List.of("sentence", "label", "the \"period\", or so"), options("textColumn"));
    assertEquals("sentence", browser.id("textColumn").getDomProperty("value"));
    assertEquals("label", browser.id("labelColumn").getDomProperty("value"));
    browser.choose("groupColumn", "the \"period\", or so");
    browser.id("audit").click();
    waitForFindings();
    String said = browser.text("#audited");
    assertTrue(said.contains("The model reads 60 % of 5 texts as “negative”."), said);
    assertTrue(said.contains("It is right in 100.0 % of the 5 texts"), said);
    assertTrue(said.contains("No clear difference between groups."), said);
    assertTrue(said.contains("films.csv: the labels are read as positions"), said);
    assertTrue(said.contains("5 texts are few"), said);
    assertEquals("en", browser.all("#audited ul").getFirst().getDomAttribute("lang"));
    browser.script("document.getElementById('tablePart').scrollIntoView()");
    browser.picture("table");
    // The page in a tab of its own runs its own script and style, and nothing else.
    browser.inNewTab(
        "#audited a.button",
        () -> {
          assertTrue(browser.text("h1").startsWith("The model reads 60 %"));
          browser.waitFor(
              "the page's script",
              "return document.querySelectorAll('table tbody tr').length > 0"
                  + " && getComputedStyle(document.body).maxWidth !== ''");
          assertEquals(0, browser.all("table b, main b > b").size());
          assertTrue(
              browser.holds(
                  "return [...document.styleSheets].length === 1"
                      + " && document.styleSheets[0].cssRules.length > 5"),
              "the page's style");
          browser.picture("table-page");
        });
    browser.all("#audited .buttons button").get(0).click();
    assertTrue(browser.downloaded("mekiki-audit-films.html").contains("mekiki audit of films.csv"));
    browser.all("#audited .buttons button").get(1).click();
    assertTrue(browser.downloaded("mekiki-audit-films.json").contains("\"mekiki/audit/1\""));
  }

  @Test
  void theTextColumnIsAskedForWhereItIsNotCertain() throws IOException {
    choose("mails.tsv", "subject\tbody\na warm film\tdull\na dull film\twarm\n");
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals(List.of("choose …", "subject", "body"), options("textColumn"));
    assertFalse(browser.id("audit").isEnabled());
    browser.choose("textColumn", "body");
    assertTrue(browser.id("audit").isEnabled());
    choose("lines.jsonl", "{\"a\":\"one film\"}\n{\"a\":\"two films\",\"b\":\"1\"}\n");
    browser.waitFor(
        "the other table",
        "return document.getElementById('tableName').textContent.includes('lines.jsonl')");
    assertEquals(List.of("choose …", "a", "b"), options("textColumn"));
  }

  @Test
  void theKeyboardAloneIsEnough() throws IOException {
    choose("films.csv", TABLE);
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    browser.script("document.getElementById('tableFile').focus()");
    for (int i = 0; i < 8 && !focused("audit"); i++) {
      browser.keys(Keys.TAB);
    }
    assertTrue(focused("audit"), "reached by Tab");
    browser.keys(Keys.ENTER);
    waitForFindings();
    assertTrue(browser.text("#auditStatus").startsWith("Done: 5 texts."));
    assertEquals("status", browser.id("auditStatus").getDomAttribute("role"));
    browser.keys(Keys.TAB);
    assertTrue(browser.holds("return document.activeElement.matches('#audited a.button')"));
  }

  private static boolean focused(String id) {
    return browser.holds("return document.activeElement.id === arguments[0]", id);
  }

  @Test
  void whatCannotBeAuditedIsSaid() throws IOException {
    choose("films.txt", TABLE);
    browser.waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertTrue(browser.text("#auditError").startsWith("“films.txt” is no table"));
    choose("latin.csv", new byte[] {'t', 'e', 'x', 't', '\n', (byte) 0xE9, '\n'});
    browser.waitFor(
        "a refusal",
        "return document.getElementById('auditError').textContent.includes('not in UTF-8')");
    choose("large.csv", "text\n" + "a warm film\n".repeat(1000));
    browser.waitFor(
        "a refusal",
        "return document.getElementById('auditError').textContent.includes('The table is 12 KB')");
    assertFalse(browser.id("tableChoices").isDisplayed());
    choose("rows.csv", "text\n" + "a film\n".repeat(101));
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals("", browser.text("#auditError"));
    browser.id("audit").click();
    browser.waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertTrue(browser.text("#auditError").startsWith("the table has more than 100 rows"));
    browser.choose("language", "日本語");
    browser.id("audit").click();
    browser.waitFor("a refusal", "return document.getElementById('auditError').textContent !== ''");
    assertEquals(
        "表の行が多すぎます（このサーバーの上限 100 行）。行を減らすか、mekiki audit をお使いください。", browser.text("#auditError"));
  }

  @Test
  void anAuditIsCancelled() throws IOException {
    choose("many.csv", "text\n" + "a warm and funny film that goes on and on and on\n".repeat(99));
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    browser.id("audit").click();
    browser.waitFor("cancel", "return !document.getElementById('auditCancel').hidden");
    assertTrue(browser.text("#auditStatus").startsWith("Auditing many.csv"));
    browser.id("auditCancel").click();
    assertEquals("The audit was cancelled.", browser.text("#auditStatus"));
    assertTrue(browser.id("audit").isEnabled());
    assertEquals("", browser.text("#audited"));
    assertEquals("audit", browser.script("return document.activeElement.id"));
    // The server, which computes one at a time, is free again.
    browser.id("text").sendKeys("a warm film");
    browser.explainByKeyboard();
    browser.waitForAnswer("positive");
  }

  @Test
  void aTableCanBeDropped() {
    browser.script(
        "const data = new DataTransfer();"
            + "data.items.add(new File(['text\\na warm film\\na dull film\\n'], 'dropped.csv'));"
            + "document.getElementById('tablePart').dispatchEvent("
            + "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))");
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    assertEquals("Table: dropped.csv", browser.text("#tableName"));
  }

  @Test
  void itFitsANarrowScreenInTheDarkAndInJapanese() throws IOException {
    choose("films.csv", TABLE);
    browser.waitFor("choices", "return !document.getElementById('tableChoices').hidden");
    browser.id("audit").click();
    waitForFindings();
    browser.devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 900, "deviceScaleFactor", 2, "mobile", false));
    browser.devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    browser.choose("language", "日本語");
    assertTrue(browser.text("#audited").contains("文章が 5 件しかないため"));
    assertTrue(browser.text("#audited").contains("結果の文と開くページは英語です。"));
    assertEquals("", browser.text("#auditStatus"));
    assertTrue(
        browser.holds("return document.documentElement.scrollWidth <= window.innerWidth"),
        "no scrolling sideways");
    browser.script("document.getElementById('tablePart').scrollIntoView()");
    browser.picture("table-390-dark-ja");
  }
}
