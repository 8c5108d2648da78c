package org.mekiki.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mekiki.cli.MekikiTest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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
    try (Browser browser = Browser.start("--window-size=1280,1000")) {
      browser.open(page);
      String texts =
          column("words", "texts")
              + "return [...section.querySelectorAll('tbody tr')].map(r =>"
              + " Number(r.cells[at].textContent));";
      browser.run(
          column("words", "texts") + "section.querySelectorAll('thead button')[at].focus();");
      browser.type(ENTER);
      JsonNode down = browser.run(texts);
      assertTrue(down.size() > 10);
      for (int i = 1; i < down.size(); i++) {
        assertTrue(down.path(i - 1).asInt() >= down.path(i).asInt(), down.toString());
      }
      String sorted =
          column("words", "texts")
              + "return section.querySelectorAll('thead th')[at].getAttribute('aria-sort');";
      assertEquals("descending", browser.run(sorted).asString());
      browser.type(ENTER);
      assertEquals("ascending", browser.run(sorted).asString(), "the focus stays on the column");
      JsonNode up = browser.run(texts);
      assertTrue(up.path(0).asInt() <= up.path(up.size() - 1).asInt());

      browser.run("document.querySelector('#words input[type=search]').focus();");
      browser.type("dull");
      JsonNode found =
          browser.run(
              "return [...document.querySelectorAll('#words tbody tr')].map(r => r.textContent);");
      assertTrue(found.size() > 0 && found.size() < down.size(), found.toString());
      assertEquals(
          "rows 1 to %d of %d".formatted(found.size(), found.size()),
          browser
              .run("return document.querySelector('#words [role=status]').textContent;")
              .asString());

      browser.type(TAB);
      assertEquals("SELECT", browser.run("return document.activeElement.tagName;").asString());
      JsonNode chosen =
          browser.run(
              """
              const select = document.querySelector('#words select');
              select.value = '2';
              select.dispatchEvent(new Event('change'));
              return [...document.querySelectorAll('#words tbody tr')].map(r => r.cells[0].textContent);
              """);
      chosen.forEach(name -> assertEquals("positive", name.asString()));
      assertEquals(0, browser.complaints().size(), "the policy allows all that the page needs");
    }
  }

  @Test
  void markupOfTheTextsStaysTextAndThePageFits() throws IOException {
    Path page = page();
    try (Browser browser = Browser.start("--window-size=1280,1000")) {
      browser.open(page);
      browser.run("document.querySelectorAll('td button').forEach(b => b.click());");
      assertTrue(
          browser
              .run("return document.querySelector('#words tr.more').textContent;")
              .asString()
              .startsWith("line "));
      assertTrue(
          browser.run("return document.body.textContent.includes('onerror=alert');").asBoolean());
      assertEquals(0, browser.run("return document.querySelectorAll('img').length;").asInt());
      assertEquals("mekiki audit of films.csv", browser.run("return document.title;").asString());
      // Twice as large, the page has half the room, and scrolls in one direction only.
      browser.run("document.documentElement.style.zoom = '2';");
      assertTrue(
          browser
              .run("return document.documentElement.scrollWidth <= window.innerWidth;")
              .asBoolean());
      assertTrue(
          browser
              .run(
                  """
                  return [...document.querySelectorAll('input, select')].every(e => e.closest('label'));
                  """)
              .asBoolean(),
          "every control has a label");
    }
  }
}
