package org.mekiki.cli.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The cells that are read of a file's rows. What is missing in optional columns is counted, to be
 * told at the end.
 */
public final class DataCells {
  private final Path file;
  private final DataColumns columns;
  private final boolean tabs;
  private final Map<String, Missing> missing = new LinkedHashMap<>();

  /** What is missing, how often, and the line where it is first. */
  private record Missing(String what, long line, long count) {}

  /** Of a file with these columns. */
  public DataCells(Path file, DataColumns columns) {
    this.file = file;
    this.columns = columns;
    this.tabs = file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv");
  }

  /**
   * The text.
   *
   * @throws DataException if the row has none
   */
  public String text(DataRow row) {
    String text = row.values().get(columns.text());
    if (text == null) {
      throw DataException.at(
          file,
          row.line(),
          "there is no text in \"%s\"%s"
              .formatted(
                  columns.text(),
                  row.otherThanText(columns.text())
                      .map(", but "::concat)
                      .orElse("; there is " + String.join(", ", row.values().keySet()))));
    }
    countQuoted(columns.text(), text, row);
    return text;
  }

  private void countQuoted(String column, String text, DataRow row) {
    if (tabs && TabFields.isQuoted(text)) {
      count(
          "quotation marks around \"%s\", which are read as part of the text; where a program put them there, write a .csv file"
              .formatted(column),
          row);
    }
  }

  /**
   * The second text; null where there is none.
   *
   * @throws DataException if something else stands there
   */
  public String pair(DataRow row) {
    if (columns.pair() == null) {
      return null;
    }
    String pair = row.values().get(columns.pair());
    row.otherThanText(columns.pair())
        .ifPresent(
            what -> {
              throw DataException.at(
                  file,
                  row.line(),
                  "there is no text in \"%s\", but %s".formatted(columns.pair(), what));
            });
    if (pair == null) {
      count("no second text in \"%s\"".formatted(columns.pair()), row);
    } else {
      countQuoted(columns.pair(), pair, row);
    }
    return pair;
  }

  /** The group; null where there is none. */
  public String group(DataRow row) {
    if (columns.group() == null) {
      return null;
    }
    row.otherThanText(columns.group())
        .ifPresent(
            what ->
                count("%s in \"%s\", which is not a group".formatted(what, columns.group()), row));
    String group = row.values().get(columns.group());
    return group == null || group.isBlank() ? null : group.strip();
  }

  /**
   * The label of a text that has one class; null where there is none. A list of one label is that
   * label.
   *
   * @throws DataException for a list of several
   */
  public String label(DataRow row) {
    if (columns.label() == null) {
      return null;
    }
    List<String> several = row.lists().get(columns.label());
    if (several != null && several.size() > 1) {
      throw DataException.at(
          file,
          row.line(),
          "\"%s\" is a list of %d labels; the model gives each text one class"
              .formatted(columns.label(), several.size()));
    }
    String other = row.others().getOrDefault(columns.label(), DataRow.NULL);
    if (!other.equals(DataRow.NULL)) {
      count("%s in \"%s\", which is not a label".formatted(other, columns.label()), row);
    }
    String label =
        several == null
            ? row.values().get(columns.label())
            : several.isEmpty() ? null : several.getFirst();
    return label == null || label.isBlank() ? null : label.strip();
  }

  /**
   * Right answers of any kind as they are written; empty for none and for a list, which {@link
   * DataRow#lists} has.
   *
   * @throws DataException if something else stands there
   */
  public String written(DataRow row) {
    String other = row.others().getOrDefault(columns.label(), DataRow.NULL);
    if (!other.equals(DataRow.NULL)) {
      throw DataException.at(
          file,
          row.line(),
          "there is no label in \"%s\", but %s; a text, a number or a list of them is needed"
              .formatted(columns.label(), other));
    }
    return row.values().getOrDefault(columns.label(), "").strip();
  }

  private void count(String what, DataRow row) {
    missing.merge(
        what,
        new Missing(what, row.line(), 1),
        (known, _) -> new Missing(what, known.line(), known.count() + 1));
  }

  /** Tells what was missing. */
  public void tell(Consumer<String> tell) {
    for (Missing each : missing.values()) {
      tell.accept(
          "%s: %,d %s %s; the first is in line %d"
              .formatted(
                  file,
                  each.count(),
                  each.count() == 1 ? "row has" : "rows have",
                  each.what(),
                  each.line()));
    }
  }
}
