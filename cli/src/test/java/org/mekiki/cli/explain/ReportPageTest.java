package org.mekiki.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.cli.Browser;
import org.mekiki.cli.CommandRun;
import org.openqa.selenium.Keys;

/** The explanation page in a real browser. */
final class ReportPageTest {
  private static final String EVIL =
      "dull </p><script>document.title='taken'</script><img src=x onerror=alert(1)>";
  private static final String FOCUSED = "return document.activeElement.";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(String name, String... more) {
    Path page = folder.resolve(name + ".html");
    var args = new java.util.ArrayList<>(List.of("explain", "--format", "html"));
    args.addAll(List.of("--output", page.toString()));
    args.addAll(List.of(more));
    CommandRun ran = run(args.toArray(String[]::new));
    assertEquals(0, ran.status(), ran.err());
    browser.open(page);
  }

  private static void media(String media, String scheme) {
    browser.devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  @Test
  void tabsAndWordsByKeyboardAlone() throws IOException {
    open("tabs", "--method", "sig-exact,gradient", "--target", "all", "a warm film");
    String shown = "return document.querySelectorAll('.panel:not([hidden])').length;";
    assertEquals(1L, browser.script(shown));
    for (int i = 0; i < 20 && !browser.holds(FOCUSED + "matches('.text .w');"); i++) {
      browser.keys(Keys.TAB);
    }
    assertEquals("a", browser.script(FOCUSED + "textContent;"));
    browser.keys(Keys.ARROW_RIGHT);
    assertEquals("warm", browser.script(FOCUSED + "textContent;"));
    String label = (String) browser.script(FOCUSED + "getAttribute('aria-label');");
    assertTrue(label.startsWith("warm, against “negative”, −"), label);
    assertEquals(label, browser.text(".detail"), "the score is shown to all");
    for (int i = 0; i < 20 && !browser.holds(FOCUSED + "matches('[role=tab]');"); i++) {
      browser.keys(Keys.TAB);
    }
    browser.keys(Keys.ARROW_LEFT);
    assertEquals("tab-1-3", browser.script(FOCUSED + "id;"), "from the first to the last");
    assertEquals("true", browser.script(FOCUSED + "getAttribute('aria-selected');"));
    assertEquals(1L, browser.script(shown));
    assertTrue(browser.id("view-1-3").isDisplayed());
    browser.picture("report-tabs");
    media("print", "light");
    assertEquals(
        4L,
        browser.script(
            "return [...document.querySelectorAll('.panel')].filter(p => p.offsetHeight >"
                + " 0).length;"),
        "on paper all stand one below the other");
    media("", "light");
    assertTrue(browser.pdf().length > 10_000);
    assertEquals(List.of(), browser.complaints(), "the policy allows all that the page needs");
  }

  @Test
  void markupStaysTextAndThePageFitsAtTwiceTheSize() {
    open("evil", "--method", "sig-exact,lime", "--note", EVIL, EVIL);
    assertEquals("mekiki: which words decided", browser.script("return document.title;"));
    assertEquals(0, browser.all("img").size());
    assertEquals(1, browser.all("script").size());
    assertTrue(
        browser.holds(
            "return document.querySelector('.text').textContent === arguments[0];", EVIL));
    assertEquals(EVIL, browser.text(".note p"));
    browser.script("document.documentElement.style.zoom = '2';");
    assertTrue(browser.holds("return document.documentElement.scrollWidth <= window.innerWidth;"));
    assertEquals(List.of(), browser.complaints());
  }

  private static final String OVERLAPS =
      "const boxes = [...document.querySelectorAll('.arcs text')].map(t =>"
          + " t.getBoundingClientRect()).filter(b => b.width > 0);return boxes.length > 1 &&"
          + " !boxes.some((a, i) => boxes.some((b, j) => j > i && a.left < b.right && b.left <"
          + " a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom)) && boxes.every(b => b.left"
          + " >= 0 && b.right <= window.innerWidth);";

  /** One picture on a wide screen, another on a narrow one; no word lies over another on either. */
  @Test
  void arcsFitEveryScreen() throws IOException {
    List<String> texts =
        List.of(
            "an unpretentious , warm and very funny film",
            "WWW MMMM an unpretentious , warm and very funny WWWWWWWWWW film",
            "a warm , funny , dull , moving , tedious , wonderful , awful and never boring film"
                + " with incomprehensibilities , delight , charm and wit that I would not miss");
    for (int i = 0; i < texts.size(); i++) {
      open("arcs" + i, "--method", "sig-exact", "--interactions", texts.get(i));
      for (int width : new int[] {390, 1100}) {
        browser.devTools(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        assertTrue(browser.holds(OVERLAPS), i + " at " + width);
        assertEquals(
            1L,
            browser.script(
                "return [...document.querySelectorAll('.arcs svg[role=img]')].filter(s =>"
                    + " s.getBoundingClientRect().width > 0).length;"));
        assertTrue(
            browser.holds("return document.documentElement.scrollWidth <= window.innerWidth;"));
        for (String scheme : List.of("dark", "light")) {
          media("", scheme);
          assertTrue(
              browser.holds(
                  "return new Set([...document.querySelectorAll('.arcs path.for')].map(p =>"
                      + " getComputedStyle(p).stroke)).size <= 1 &&"
                      + " getComputedStyle(document.querySelector('.arcs .paired')).fill !=="
                      + " getComputedStyle(document.body).backgroundColor;"));
          browser.script("document.querySelector('.arcs').scrollIntoView();");
          browser.picture("report-arcs-" + i + "-" + width + "-" + scheme);
        }
      }
      browser.devTools("Emulation.clearDeviceMetricsOverride", Map.of());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void textsAreFilteredByWhatIsDoubtful() throws IOException {
    Path input = Files.writeString(folder.resolve("in.txt"), "a warm film\nso so\nnot good\n");
    open("filters", "--method", "sig-exact", "--input", input.toString());
    assertEquals(3, count("nav tbody tr"));
    String rows =
        "return [...document.querySelectorAll('nav tbody tr')].filter(r => !r.hidden).length;";
    assertTrue(browser.text(".filters").contains("unsure (1)"), browser.text(".filters"));
    assertTrue(browser.text(".filters").contains("cut (0)"));
    browser.script("document.querySelector('[data-filter=unsure]').click();");
    assertEquals(1L, browser.script(rows));
    assertEquals(
        1L, browser.script("return document.querySelectorAll('article:not([hidden])').length;"));
    assertTrue(browser.text("nav tbody").contains("so so"));
    browser.script("document.querySelector('[data-filter=\"\"]').click();");
    assertEquals(3L, browser.script(rows));
  }

  private static long count(String selector) {
    return (Long) browser.script("return document.querySelectorAll('" + selector + "').length;");
  }

  @Test
  void textsFromRightToLeftAndJapanese() throws IOException {
    Path input =
        Files.writeString(
            folder.resolve("in.jsonl"),
            "{\"text\":\"הסרט טוב מאוד film\"}\n{\"text\":\"この映画は退屈です\"}\n");
    open("scripts", "--lang", "ja", "--method", "sig-exact", "--input", input.toString());
    assertEquals("ja", browser.script("return document.documentElement.lang;"));
    assertEquals(false, browser.script("return document.querySelector('.more').open;"), "folded");
    browser.script("document.querySelector('nav a').click();");
    browser.waitFor("its text unfolds", "return document.querySelector('.more').open;");
    browser.script("document.querySelectorAll('details').forEach(each => { each.open = true; });");
    assertEquals(
        List.of("rtl", "ltr"),
        browser.script(
            "return [...document.querySelectorAll('.text')].map(t =>"
                + " getComputedStyle(t).direction);"));
    browser.script("document.querySelector('.text .w').focus();");
    browser.keys(Keys.ARROW_LEFT);
    assertEquals("טוב", browser.script(FOCUSED + "textContent;"), "on is to the left");
    assertEquals("ja", browser.all(".text").get(1).getDomAttribute("lang"));
    browser.picture("report-scripts");
  }
}
