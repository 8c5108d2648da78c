package org.mekiki.cli.audit.table;

import java.util.List;

/**
 * A table of results, for every form of output.
 *
 * @param key its name as a file
 * @param title its name on the page
 * @param lead what it shows, in plain words
 * @param columns its columns
 * @param rows values by column: strings, longs, doubles, truth values and lists of {@link
 *     ExampleText}; null where nothing is known
 * @param found rows that there would be without the limit
 */
public record Table(
    String key, String title, String lead, List<Column> columns, List<Object[]> rows, long found) {

  /** A table that shows all it found. */
  public static Table whole(
      String key, String title, String lead, List<Column> columns, List<Object[]> rows) {
    return new Table(key, title, lead, columns, rows, rows.size());
  }

  /** Number of a column. */
  int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("the table has no column " + name);
  }
}
