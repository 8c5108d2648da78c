package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The columns of a data file: those of all its rows, since an object of a {@code .jsonl} file need
 * not have every key.
 *
 * @param file where they stand
 * @param columns by name, in the order of their first appearance: whether some row has a text
 */
public record DataHeader(Path file, SequencedMap<String, Boolean> columns) {
  /** Columns named in a sentence at most. */
  private static final int NAMED = 30;

  /** Looks at all rows where the first line does not name the columns. */
  public static DataHeader read(Path file) throws IOException {
    var columns = new LinkedHashMap<String, Boolean>();
    try (var rows = DataRows.open(file)) {
      rows.names().forEach(name -> columns.put(name, true));
      while (rows.names().isEmpty() && rows.advance()) {
        add(columns, rows.row());
      }
    }
    return new DataHeader(file, columns);
  }

  /** Of rows that were read. */
  static DataHeader of(Path file, List<DataRow> rows) {
    var columns = new LinkedHashMap<String, Boolean>();
    rows.forEach(row -> add(columns, row));
    return new DataHeader(file, columns);
  }

  private static void add(Map<String, Boolean> columns, DataRow row) {
    for (String name : row.columns()) {
      boolean text = row.values().containsKey(name) || row.lists().containsKey(name);
      columns.merge(name, text, Boolean::logicalOr);
    }
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  boolean hasText(String column) {
    return columns.getOrDefault(column, false);
  }

  /** Their names for a sentence; in quotation marks where one would not see where they end. */
  public String names() {
    String first =
        columns.keySet().stream()
            .limit(NAMED)
            .map(DataHeader::shown)
            .collect(Collectors.joining(", "));
    return columns.size() <= NAMED
        ? first
        : "%s and %d more".formatted(first, columns.size() - NAMED);
  }

  static String shown(String name) {
    return name.isBlank() || !name.equals(name.strip()) ? "\"" + name + "\"" : name;
  }
}
