package org.mekiki.cli.audit.table;

import java.util.List;
import java.util.Optional;

/**
 * A table of results, for every form of output.
 *
 * @param <T> what a row is
 * @param key its name as a file
 * @param title its name on the page
 * @param lead what it shows, in plain words
 * @param columns its columns
 * @param rows what the columns take their values from
 * @param found rows that there would be without the limit
 * @param chart what the page draws of it
 */
public record Table<T>(
    String key,
    String title,
    String lead,
    List<Column<T>> columns,
    List<T> rows,
    long found,
    Optional<Chart<T>> chart) {

  /** A table that shows all it found. */
  public static <T> Table<T> whole(
      String key, String title, String lead, Columns<T> columns, List<T> rows) {
    return limited(key, title, lead, columns, rows, rows.size());
  }

  /** A table of the first rows of all that were found. */
  public static <T> Table<T> limited(
      String key, String title, String lead, Columns<T> columns, List<T> rows, long found) {
    return new Table<>(key, title, lead, columns.list(), rows, found, Optional.empty());
  }

  public Table<T> drawnAs(Chart<T> drawing) {
    return new Table<>(key, title, lead, columns, rows, found, Optional.of(drawing));
  }

  /** The class that a row is about; empty in a table that is not about classes. */
  String classOf(T row) {
    for (Column<T> column : columns) {
      if (column.key().equals(Columns.CLASS)) {
        return column.of(row).shown();
      }
    }
    return "";
  }
}
