package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of fields below a row of names. */
final class TableRows implements DataRows.RowReader {
  private final Path file;
  private final Utf8Lines lines;
  private final Fields fields;
  private final List<String> columns;

  /** How a row is cut into fields. */
  interface Fields {
    /** What stands between them. */
    char delimiter();

    /** Why a line could have too few or too many, the rest of a sentence; mostly nothing. */
    default String reason(List<String> found) {
      return "";
    }

    /** The fields of the row that begins on the line; may read further lines. */
    List<String> of(Utf8Lines lines) throws IOException;
  }

  TableRows(Path file, Utf8Lines lines, Fields fields) throws IOException {
    this.file = file;
    this.lines = lines;
    this.fields = fields;
    if (!advance()) {
      throw new DataException(file + " is empty; its first line must name the columns");
    }
    requireDelimiter();
    columns = fields.of(lines);
    var known = new HashSet<String>();
    for (String column : columns) {
      if (!column.isBlank() && !known.add(column)) {
        throw DataException.at(file, 1, "two columns are named \"%s\"".formatted(column));
      }
    }
  }

  /** A file with other marks between its fields would have one column of a long name. */
  private void requireDelimiter() {
    String header = lines.text();
    if (header.indexOf(fields.delimiter()) >= 0) {
      return;
    }
    for (char other : new char[] {'\t', ';', ','}) {
      if (header.indexOf(other) >= 0) {
        throw DataException.at(
            file,
            lines.number(),
            "the columns are separated by %s; a .csv file has commas between fields, a .tsv file tabulators"
                .formatted(other == '\t' ? "tabulators" : other == ';' ? "semicolons" : "commas"));
      }
    }
  }

  /** Goes to the next line that is not blank. */
  private boolean advance() throws IOException {
    while (lines.advance()) {
      if (!lines.text().isBlank()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<String> names() {
    return columns;
  }

  @Override
  public DataRow next() throws IOException {
    if (!advance()) {
      return null;
    }
    long line = lines.number();
    List<String> values = fields.of(lines);
    if (values.size() != columns.size()) {
      throw DataException.at(
          file,
          line,
          "the row has %d %s; the first line names %d columns%s"
              .formatted(
                  values.size(),
                  values.size() == 1 ? "field" : "fields",
                  columns.size(),
                  fields.reason(values)));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    return new DataRow(line, row);
  }
}
