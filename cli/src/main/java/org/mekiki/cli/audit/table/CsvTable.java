package org.mekiki.cli.audit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as RFC 4180 writes them. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
public final class CsvTable {
  private static final String FORMULA = "=+-@\t\r";

  private CsvTable() {}

  public static <T> void write(Table<T> table, OutputStream out) throws IOException {
    var names = new ArrayList<String>();
    for (Column<T> column : table.columns()) {
      if (column.kind() == Column.Kind.EXAMPLES) {
        names.addAll(List.of("example_line", "example"));
      } else {
        names.add(column.key());
      }
    }
    line(names, out);
    for (T row : table.rows()) {
      var fields = new ArrayList<String>();
      table.columns().forEach(column -> add(column.of(row), fields));
      line(fields, out);
    }
  }

  private static void add(Cell cell, List<String> fields) {
    switch (cell) {
      case Cell.Text text -> fields.add(harmless(text.text()));
      case Cell.Count count -> fields.add(Long.toString(count.count()));
      case Cell.Flag flag -> fields.add(Boolean.toString(flag.flag()));
      case Cell.Quantity quantity ->
          fields.add(quantity.isKnown() ? Double.toString(quantity.value()) : "");
      case Cell.Examples(List<ExampleText> examples) when examples.isEmpty() ->
          fields.addAll(List.of("", ""));
      case Cell.Examples(List<ExampleText> examples) ->
          fields.addAll(
              List.of(
                  Long.toString(examples.getFirst().line()), harmless(examples.getFirst().text())));
    }
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static void line(List<String> fields, OutputStream out) throws IOException {
    var line = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      boolean quoted = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      line.append(i == 0 ? "" : ",")
          .append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
    }
    out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }
}
