package org.mekiki.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of CSV, TSV and JSON lines, and what is said of bad ones. */
final class DataRowsTest {
  @TempDir private Path folder;

  private List<DataRow> rows(String name, String content) throws IOException {
    return rows(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<DataRow> rows(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    var rows = new ArrayList<DataRow>();
    try (var data = DataRows.open(file)) {
      while (data.advance()) {
        rows.add(data.row());
      }
    }
    return rows;
  }

  private void refused(String words, String name, String content) {
    refused(words, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String words, String name, byte[] content) {
    var e = assertThrows(DataException.class, () -> rows(name, content));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void csvIsAsTheStandardWritesIt() throws IOException {
    List<DataRow> rows =
        rows("a.CSV", "\ufeffid,text\r\n1,\"a, \"\"b\"\"\r\nand c\"\r\n\r\n2,plain\r\n3,\"\"\n4,");
    assertEquals(
        List.of(
            new DataRow(2, Map.of("id", "1", "text", "a, \"b\"\r\nand c")),
            new DataRow(5, Map.of("id", "2", "text", "plain")),
            new DataRow(6, Map.of("id", "3", "text", "")),
            new DataRow(7, Map.of("id", "4", "text", ""))),
        rows);
  }

  @Test
  void csvOfManyLengthsSurvivesItsBuffers() throws IOException {
    var content = new StringBuilder("text,n\n");
    for (int i = 0; i < 3000; i++) {
      content.append('"').append("é\"\"\n".repeat(i % 50)).append("\",").append(i).append('\n');
    }
    List<DataRow> rows = rows("a.csv", content.toString());
    assertEquals(3000, rows.size());
    for (int i = 0; i < 3000; i++) {
      assertEquals("é\"\n".repeat(i % 50), rows.get(i).values().get("text"));
      assertEquals(Integer.toString(i), rows.get(i).values().get("n"));
    }
  }

  @Test
  void tsvHasNoQuotationMarks() throws IOException {
    assertEquals(
        List.of(new DataRow(2, Map.of("label", "1", "text", "\"so\" \"it, is"))),
        rows("a.tsv", "label\ttext\r\n1\t\"so\" \"it, is\r\n"));
  }

  @Test
  void jsonHasNumbersAndTruthValuesAsText() throws IOException {
    assertEquals(
        List.of(
            new DataRow(
                1,
                Map.of("text", "a\nb", "n", "1.5", "b", "true"),
                Map.of("y", List.of("1")),
                Map.of("x", "null")),
            new DataRow(3, Map.of("text", "😀"))),
        rows(
            "a.jsonl",
            "{\"text\":\"a\\nb\",\"n\":1.5,\"b\":true,\"x\":null,\"y\":[1]}\n\n{\"text\":\"😀\"}"));
  }

  @Test
  void badFilesAreToldWithTheirLine() {
    refused("line 3: the row has 1 field; the first line names 2", "a.csv", "a,b\n1,2\n3\n");
    refused("line 3: the quotation mark that opens", "a.csv", "a,b\n1,2\n3,\"x\n\ny");
    refused("line 2: there is a quotation mark inside", "a.csv", "a,b\n1,x\"y\n");
    refused("line 3: something follows the quotation mark", "a.csv", "a,b\n1,\"x\n\"y\n");
    refused("line 1: two columns are named \"a\"", "a.csv", "a,a\n");
    refused("is empty", "a.tsv", "\n\n");
    refused("line 2: the row has 3 fields", "a.tsv", "a\tb\n1\t2\t3\n");
    refused(
        "line 1: the columns are separated by semicolons", "a.csv", "\"text\";\"label\"\nx;1\n");
    refused("line 1: the columns are separated by tabulators", "a.csv", "text\tlabel\nx\t1\n");
    refused("line 1: the columns are separated by commas", "a.tsv", "text,label\nx,1\n");
    refused("fields over several lines need a .csv", "a.tsv", "a\tb\n1\t2\n\"x\ny\"\t2\n");
    for (String name : List.of("a.csv", "a.tsv", "a.jsonl")) {
      refused("line 1: the lines end in carriage returns alone", name, "{\"a\":1}\r{\"a\":2}\r");
    }
    refused("line 2: the line is not valid JSON", "a.jsonl", "{}\n{\"a\":\n");
    refused("line 1: the line must be a JSON object", "a.jsonl", "[1]\n");
    refused("half a surrogate pair", "a.jsonl", "{\"text\":\"\\ud83d\"}\n");
    refused("line 2: the line is not valid UTF-8", "a.csv", new byte[] {'a', '\n', (byte) 0xC3});
    refused("must be a .csv, .tsv or .jsonl file", "a.xlsx", "");
    var e = assertThrows(DataException.class, () -> DataRows.open(folder.resolve("no.csv")));
    assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
  }

  @Test
  void linesKnowWhereTheyEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "ab\n\nc");
    try (var lines = new Utf8Lines(file)) {
      assertTrue(lines.advance() && lines.isComplete() && lines.bytes() == 3);
      assertTrue(lines.advance() && lines.isComplete() && lines.bytes() == 4);
      assertTrue(lines.advance() && !lines.isComplete() && lines.bytes() == 5);
      assertEquals("c", lines.text());
      assertEquals(3, lines.number());
      assertTrue(!lines.advance());
    }
  }
}
