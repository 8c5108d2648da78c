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

  public static void write(Table table, OutputStream out) throws IOException {
    var names = new ArrayList<String>();
    for (Column column : table.columns()) {
      if (column.kind() == Column.Kind.EXAMPLES) {
        names.addAll(List.of("example_line", "example"));
      } else {
        names.add(column.key());
      }
    }
    line(names, out);
    for (Object[] row : table.rows()) {
      var fields = new ArrayList<String>();
      for (int i = 0; i < row.length; i++) {
        add(table.columns().get(i).kind(), row[i], fields);
      }
      line(fields, out);
    }
  }

  private static void add(Column.Kind kind, Object value, List<String> fields) {
    if (kind == Column.Kind.EXAMPLES) {
      var examples = (List<?>) value;
      ExampleText first = examples.isEmpty() ? null : (ExampleText) examples.getFirst();
      fields.add(first == null ? "" : Long.toString(first.line()));
      fields.add(first == null ? "" : harmless(first.text()));
    } else if (Values.isUnknown(value)) {
      fields.add("");
    } else {
      fields.add(value instanceof String text ? harmless(text) : value.toString());
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
