package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.CommandRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of an audit in a real browser. */
final class AuditPageTest {
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String EVIL =
      "<script>document.title='taken'</script><img src=x onerror=alert(1)>";

  @TempDir private Path folder;

  private Path page() throws IOException {
    var content = new StringBuilder("label,text,period\n");
    String[] texts = {"a good film", "a bad film", "fun and good , really", "dull , he said"};
    for (int i = 0; i < 48; i++) {
      String text = texts[i % 4] + (i % 8 == 0 ? " " + EVIL : "");
      content.append("%d,\"%s\",%d%n".formatted(1 - i % 2, text, 2024 + i / 4 % 2));
    }
    Path data = Files.writeString(folder.resolve("films.csv"), content);
    String output = folder.resolve("out").toString();
    assertEquals(
        0,
        run("audit", "--data", data.toString(), "--group-column", "period", "--output", output)
            .status());
    return folder.resolve("out").resolve("audit.html");
  }

  private static String column(String table, String title) {
    return """
    const section = document.getElementById('%s');
    const at = [...section.querySelectorAll('thead th')].findIndex(h => h.textContent === '%s');
    """
        .formatted(table, title);
  }

  @Test
  void tablesSortFilterAndSearchByKeyboardToo() throws IOException {
    Path page = page();
    try (Browser browser = Browser.start(folder)) {
      browser.open(page);
      browser.script(
          "document.querySelectorAll('details').forEach(each => { each.open = true; });");
      String texts =
          column("words", "texts")
              + "return [...section.querySelectorAll('tbody tr')].map(r =>"
              + " Number(r.cells[at].textContent));";
      browser.script(
          column("words", "texts") + "section.querySelectorAll('thead button')[at].focus();");
      browser.keys(ENTER);
      List<Integer> down = numbers(browser.script(texts));
      assertTrue(down.size() > 10);
      for (int i = 1; i < down.size(); i++) {
        assertTrue(down.get(i - 1) >= down.get(i), down.toString());
      }
      String sorted =
          column("words", "texts")
              + "return section.querySelectorAll('thead th')[at].getAttribute('aria-sort');";
      assertEquals("descending", browser.script(sorted));
      browser.keys(ENTER);
      assertEquals("ascending", browser.script(sorted), "the focus stays on the column");
      List<Integer> up = numbers(browser.script(texts));
      assertTrue(up.getFirst() <= up.getLast());

      browser.script("document.querySelector('#words input[type=search]').focus();");
      browser.keys("dull");
      List<?> found =
          (List<?>)
              browser.script(
                  "return [...document.querySelectorAll('#words tbody tr')].map(r =>"
                      + " r.textContent);");
      assertTrue(!found.isEmpty() && found.size() < down.size(), found.toString());
      assertEquals(
          "rows 1 to %d of %d".formatted(found.size(), found.size()),
          browser.script("return document.querySelector('#words [role=status]').textContent;"));

      browser.keys(TAB);
      assertEquals("SELECT", browser.script("return document.activeElement.tagName;"));
      List<?> chosen =
          (List<?>)
              browser.script(
                  """
                  const select = document.querySelector('#words select');
                  select.value = '2';
                  select.dispatchEvent(new Event('change'));
                  return [...document.querySelectorAll('#words tbody tr')].map(r => r.cells[0].textContent);
                  """);
      chosen.forEach(name -> assertEquals("positive", name));
      assertEquals(List.of(), browser.complaints(), "the policy allows all that the page needs");
    }
  }

  private static List<Integer> numbers(Object list) {
    return ((List<?>) list).stream().map(each -> ((Number) each).intValue()).toList();
  }

  @Test
  void markupOfTheTextsStaysTextAndThePageFits() throws IOException {
    Path page = page();
    try (Browser browser = Browser.start(folder)) {
      browser.open(page);
      browser.script(
          "document.querySelectorAll('details').forEach(each => { each.open = true; });");
      browser.script("document.querySelectorAll('td button').forEach(b => b.click());");
      assertTrue(
          browser.holds(
              "return document.querySelector('#words tr.more').textContent.startsWith('line ');"));
      assertTrue(browser.holds("return document.body.textContent.includes('onerror=alert');"));
      assertTrue(browser.holds("return document.querySelectorAll('img').length === 0;"));
      assertEquals("mekiki audit of films.csv", browser.script("return document.title;"));
      // Twice as large, the page has half the room, and scrolls in one direction only.
      browser.script("document.documentElement.style.zoom = '2';");
      assertTrue(
          browser.holds("return document.documentElement.scrollWidth <= window.innerWidth;"));
      assertTrue(
          browser.holds(
              """
              return [...document.querySelectorAll('input, select')].every(e => e.closest('label'));
              """),
          "every control has a label");
    }
  }
}
