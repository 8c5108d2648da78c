package org.mekiki.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a data file: of a .tsv file whose first line names the columns, or of a .jsonl file
 * whose objects do.
 *
 * @param file where they came from, for messages
 * @param rows by column; numbers of JSON as they are written
 */
record DataTable(Path file, List<Row> rows) {
  /**
   * One row.
   *
   * @param line from 1
   * @param values by column
   */
  record Row(long line, Map<String, String> values) {}

  /**
   * Reads a file.
   *
   * @throws UserException naming the line that cannot be used
   */
  static DataTable read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".tsv") && !name.endsWith(".jsonl")) {
      throw new UserException("--data takes a .tsv or a .jsonl file, got " + name);
    }
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "--data " + file + (Files.exists(file) ? " is no file" : " does not exist"));
    }
    var rows = new ArrayList<Row>();
    String[] columns = null;
    boolean json = name.endsWith(".jsonl");
    try (var lines = TextLines.ofAny(file)) {
      while (lines.advance()) {
        String line = decoded(lines, file);
        if (!json && columns == null) {
          columns = line.split("\t", -1);
        } else if (!line.isBlank()) {
          Map<String, String> values =
              json ? object(lines, file) : fields(columns, line, lines, file);
          rows.add(new Row(lines.number(), values));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new UserException(file + " has no data; at least one line of it is needed");
    }
    return new DataTable(file, rows);
  }

  private static String decoded(TextLines lines, Path file) {
    try {
      return lines.decode();
    } catch (UserException e) {
      throw at(file, lines.number(), e.getMessage());
    }
  }

  private static Map<String, String> object(TextLines lines, Path file) {
    try {
      return lines.strings();
    } catch (UserException e) {
      throw at(file, lines.number(), e.getMessage());
    }
  }

  private static Map<String, String> fields(
      String[] columns, String line, TextLines lines, Path file) {
    String[] fields = line.split("\t", -1);
    if (fields.length != columns.length) {
      throw at(
          file,
          lines.number(),
          "the line has %d fields; the first line names %d columns"
              .formatted(fields.length, columns.length));
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < fields.length; i++) {
      values.put(columns[i], fields[i]);
    }
    return values;
  }

  static UserException at(Path file, long line, String what) {
    return new UserException("%s, line %d: %s".formatted(file, line, what));
  }

  /** The value of a column; every row must have it. */
  String value(Row row, String column) {
    String value = row.values().get(column);
    if (value == null) {
      throw at(
          file,
          row.line(),
          "there is no column \"%s\"; there are %s"
              .formatted(column, String.join(", ", row.values().keySet())));
    }
    return value;
  }

  /** Whether the first row has a column. */
  boolean has(String column) {
    return rows.getFirst().values().containsKey(column);
  }
}
