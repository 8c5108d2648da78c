package org.mekiki.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mekiki.cli.audit.statistics.Interval;
import org.mekiki.cli.audit.table.Cell;
import org.mekiki.cli.audit.table.Columns;
import org.mekiki.cli.audit.table.CsvTable;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.HtmlTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.wording.Speech;
import org.mekiki.report.page.Markup;

/** The forms that results are written in. */
final class AuditOutputsTest {
  private static final String EVIL = "</script><script>alert(1)</script>\"'&";

  /** A row with a column of each form. */
  private record Row(String name, double share, long texts, List<ExampleText> examples) {}

  private static Table<Row> table(String key, Row... rows) {
    return Table.whole(
        key,
        "A table of " + EVIL,
        "lead " + EVIL,
        new Columns<Row>()
            .ofClass("which", Row::name)
            .column("share", "how much")
            .share(Row::share)
            .column("texts", "how many")
            .count(Row::texts)
            .column("examples", "where")
            .examples(Row::examples),
        List.of(rows));
  }

  private static String csv(Table<?> table) throws IOException {
    var out = new ByteArrayOutputStream();
    CsvTable.write(table, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void csvQuotesWhatNeedsIt() throws IOException {
    var example = new ExampleText(7, "a \"b\", ", "c", "\nd", 0.5);
    assertEquals(
        String.join(
            "\r\n",
            "class,share,texts,example_line,example",
            "\"x,y\",0.1,3,7,\"a \"\"b\"\", c\nd\"",
            "'=1+1,,4,,",
            ""),
        csv(
            table(
                "t",
                new Row("x,y", 0.1, 3, List.of(example)),
                new Row("=1+1", Double.NaN, 4, List.of()))));
  }

  @Test
  void csvIsReadBackByTheReader(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws IOException {
    var file = folder.resolve("t.csv");
    String text = "a \"quoted\",\nline";
    java.nio.file.Files.writeString(file, csv(table("t", new Row(text, 0.25, 1, List.of()))));
    try (var rows = DataRows.open(file)) {
      assertTrue(rows.advance());
      assertEquals(text, rows.row().values().get("class"));
      assertEquals("0.25", rows.row().values().get("share"));
    }
  }

  @Test
  void nothingOfTheDataLeavesItsPlaceOnThePage() {
    var example = new ExampleText(1, EVIL, EVIL, EVIL, 0.1);
    String html =
        new HtmlTable<>(table("t", new Row(EVIL, 0.1, 1, List.of(example))), Speech.ENGLISH).html();
    assertFalse(html.contains("<script>"), html);
    assertEquals(1, html.split("</script>", -1).length - 1, "only the data's own end");
    assertTrue(html.contains("\\u003c/script\\u003e"), html);
  }

  @Test
  void aPageHoldsAnEndOfRowsAClassAndSaysSo() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 1500; i++) {
      rows.add(new Row(i < 1300 ? "a" : "b", 0.1, i, List.of()));
    }
    String html = new HtmlTable<>(table("t", rows.toArray(Row[]::new)), Speech.ENGLISH).html();
    assertTrue(html.contains("holds 700 of 1500 rows"), html.substring(0, 900));
    assertTrue(html.contains("[\"b\",0.1,1499,[]]"));
    assertFalse(html.contains("[\"a\",0.1,500,[]]"));
  }

  @Test
  void aPageShowsDetailsWhenAskedFor() {
    Table<Row> table =
        Table.whole(
            "t",
            "",
            "",
            new Columns<Row>()
                .ofClass("which", Row::name)
                .shareEnds("share", "the share", _ -> Interval.UNKNOWN)
                .column("p", "p of the row, not of a test")
                .chance(Row::share)
                .column("texts", "number of texts", "how many")
                .count(Row::texts)
                .detail(),
            List.of(new Row("a", 0.5, 2, List.of())));
    String html = new HtmlTable<>(table, Speech.ENGLISH).html();
    assertTrue(html.contains("{\"key\":\"p\",\"title\":\"p\",\"kind\":\"CHANCE\""), html);
    assertEquals(
        List.of("class false", "share_low true", "share_high true", "p false", "texts true"),
        table.columns().stream().map(column -> column.key() + " " + column.detail()).toList());
    assertEquals(2, html.split("\"detail\":false", -1).length - 1);
    assertEquals(3, html.split("\"detail\":true", -1).length - 1);
    assertTrue(html.contains("[\"a\",null,null,0.5,2]"), html);
  }

  @Test
  void valuesAreReadable() {
    assertEquals("+12.3 %", new Cell.Share(0.1234).shown());
    assertEquals("−0.1 %", new Cell.Share(-0.0006).shown());
    assertEquals("0.0 %", new Cell.Share(-0.0001).shown());
    assertEquals("–", new Cell.Share(Double.NaN).shown());
    assertEquals("12,345", new Cell.Count(12345).shown());
    assertEquals("< 0.0001", new Cell.Chance(1e-9).shown());
    assertEquals("0.0500", new Cell.Chance(0.05).shown());
    assertEquals("no", new Cell.Flag(false).shown());
  }

  @Test
  void examplesAreCutAroundTheirPlaceAndNeverInsideOfACharacter() {
    String text = "😀".repeat(10) + "word" + "😀".repeat(10);
    ExampleText cut = ExampleText.of(3, text, 20, 24, 0.5, 5);
    assertEquals("…😀😀word😀😀…", cut.text());
    assertEquals("word", cut.marked());
    assertEquals(text, ExampleText.of(3, text, 20, 24, 0.5, 100).text());
  }

  @Test
  void markupNamesContentsAsBrowsersDo() {
    // The digest of the empty string, from FIPS 180-4's examples.
    assertEquals("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", Markup.hash(""));
  }
}
