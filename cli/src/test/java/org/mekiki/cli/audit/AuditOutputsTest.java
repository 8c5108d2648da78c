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
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.table.Column;
import org.mekiki.cli.audit.table.CsvTable;
import org.mekiki.cli.audit.table.ExampleText;
import org.mekiki.cli.audit.table.HtmlTable;
import org.mekiki.cli.audit.table.Table;
import org.mekiki.cli.audit.table.Values;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.page.Markup;

/** The forms that results are written in. */
final class AuditOutputsTest {
  private static final String EVIL = "</script><script>alert(1)</script>\"'&";

  private static Table table(String key, Object[]... rows) {
    return Table.whole(
        key,
        "A table of " + EVIL,
        "lead " + EVIL,
        List.of(
            new Column("class", "class", Column.Kind.CHOICE, "which"),
            new Column("share", "share", Column.Kind.SHARE, "how much"),
            new Column("texts", "texts", Column.Kind.COUNT, "how many"),
            new Column("examples", "examples", Column.Kind.EXAMPLES, "where")),
        List.of(rows));
  }

  private static String csv(Table table) throws IOException {
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
                new Object[] {"x,y", 0.1, 3L, List.of(example)},
                new Object[] {"=1+1", Double.NaN, 4L, List.of()})));
  }

  @Test
  void csvIsReadBackByTheReader(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws IOException {
    var file = folder.resolve("t.csv");
    String text = "a \"quoted\",\nline";
    java.nio.file.Files.writeString(
        file, csv(table("t", new Object[] {text, 0.25, 1L, List.of()})));
    try (var rows = DataRows.open(file)) {
      assertTrue(rows.advance());
      assertEquals(text, rows.row().values().get("class"));
      assertEquals("0.25", rows.row().values().get("share"));
    }
  }

  @Test
  void nothingOfTheDataLeavesItsPlaceOnThePage() {
    var example = new ExampleText(1, EVIL, EVIL, EVIL, 0.1);
    String html = new HtmlTable(table("t", new Object[] {EVIL, 0.1, 1L, List.of(example)})).html();
    assertFalse(html.contains("<script>"), html);
    assertEquals(1, html.split("</script>", -1).length - 1, "only the data's own end");
    assertTrue(html.contains("\\u003c/script\\u003e"), html);
  }

  @Test
  void aPageHoldsAnEndOfRowsAClassAndSaysSo() {
    var rows = new ArrayList<Object[]>();
    for (int i = 0; i < 1500; i++) {
      rows.add(new Object[] {i < 1300 ? "a" : "b", 0.1, (long) i, List.of()});
    }
    String html = new HtmlTable(table("t", rows.toArray(Object[][]::new))).html();
    assertTrue(html.contains("holds 700 of 1500 rows"), html.substring(0, 900));
    assertTrue(html.contains("[\"b\",0.1,1499,[]]"));
    assertFalse(html.contains("[\"a\",0.1,500,[]]"));
  }

  @Test
  void valuesAreReadable() {
    assertEquals("+12.3 %", Values.show(Column.Kind.SHARE, 0.1234));
    assertEquals("−0.1 %", Values.show(Column.Kind.SHARE, -0.0006));
    assertEquals("0.0 %", Values.show(Column.Kind.SHARE, -0.0001));
    assertEquals("–", Values.show(Column.Kind.SHARE, Double.NaN));
    assertEquals("–", Values.show(Column.Kind.COUNT, null));
    assertEquals("12,345", Values.show(Column.Kind.COUNT, 12345L));
    assertEquals("< 0.0001", Values.show(Column.Kind.CHANCE, 1e-9));
    assertEquals("0.0500", Values.show(Column.Kind.CHANCE, 0.05));
    assertEquals("no", Values.show(Column.Kind.FLAG, false));
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
  void findingsComeBackBitForBit() {
    var text = new AuditText(9, "a\u2028\"b\" 😀", "pair", 1, -1);
    var answer = new TextFinding.Answer(new double[] {-1.1f, 1.0 / 3}, new double[] {0.1, 0.9});
    var finding =
        new TextFinding(
            4,
            text,
            null,
            true,
            answer,
            List.of(new Place(0, 0, 1), new Place(1, 0, 4)),
            List.of(new TextFinding.Phrase(0, 1)),
            List.of(
                new TextFinding.Explained(1, new double[] {1e-9, -0.0}, new double[] {Math.PI})),
            List.of(new TextFinding.Probed(3, answer)));
    String once = FindingRecord.of(finding).toString();
    TextFinding back =
        FindingRecord.parse(4, tools.jackson.databind.json.JsonMapper.shared().readTree(once));
    assertEquals(once, FindingRecord.of(back).toString());
    assertEquals(text, back.text());
    assertEquals(finding.words(), back.words());
    assertEquals(1.0 / 3, back.answer().logits()[1]);
    TextFinding skipped = TextFinding.skipped(4, text, "no word");
    assertEquals(
        skipped,
        FindingRecord.parse(
            4,
            tools.jackson.databind.json.JsonMapper.shared()
                .readTree(FindingRecord.of(skipped).toString())));
  }

  @Test
  void markupNamesContentsAsBrowsersDo() {
    // The digest of the empty string, from FIPS 180-4's examples.
    assertEquals("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", Markup.hash(""));
  }
}
