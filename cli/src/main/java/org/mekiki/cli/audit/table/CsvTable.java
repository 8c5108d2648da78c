package org.mekiki.cli.audit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.data.CsvField;

/** Tables as comma-separated values. */
public final class CsvTable {
  private CsvTable() {}

  public static <T> void write(Table<T> table, OutputStream out) throws IOException {
    var names = new ArrayList<String>();
    for (Column<T> column : table.columns()) {
      if (column.kind() == Column.Kind.EXAMPLES) {
        names.addAll(List.of("example_line", "example"));
      } else {
        names.add(CsvField.quoted(column.key()));
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
      case Cell.Text text -> fields.add(CsvField.text(text.text()));
      case Cell.Count count -> fields.add(Long.toString(count.count()));
      case Cell.Flag flag -> fields.add(Boolean.toString(flag.flag()));
      case Cell.Quantity quantity ->
          fields.add(quantity.isKnown() ? Double.toString(quantity.value()) : "");
      case Cell.Examples(List<ExampleText> examples) when examples.isEmpty() ->
          fields.addAll(List.of("", ""));
      case Cell.Examples(List<ExampleText> examples) ->
          fields.addAll(
              List.of(
                  Long.toString(examples.getFirst().line()),
                  CsvField.text(examples.getFirst().text())));
    }
  }

  private static void line(List<String> fields, OutputStream out) throws IOException {
    out.write((String.join(",", fields) + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
