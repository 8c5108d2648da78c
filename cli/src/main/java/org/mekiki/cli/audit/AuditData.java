package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.data.FileDigest;
import org.mekiki.cli.data.RightAnswer;

/**
 * The data, every row of which was looked at before the long work begins.
 *
 * @param file where it stands
 * @param columns those that are read
 * @param labels of the model
 * @param groups names of the groups, in their natural order
 * @param size number of texts
 * @param sha256 of the file
 */
record AuditData(
    Path file,
    DataColumns columns,
    List<String> labels,
    List<String> groups,
    long size,
    String sha256) {
  private static final int MOST_GROUPS = 32;

  /** Works on a text. */
  interface Reader {
    /** Takes the next text. */
    void accept(AuditText text) throws IOException;
  }

  /**
   * Looks at the whole file.
   *
   * @throws DataException naming the line that cannot be used
   */
  static AuditData open(Path file, DataColumns asked, List<String> labels) throws IOException {
    DataColumns columns = null;
    var groups = new TreeSet<String>();
    long size = 0;
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        DataRow row = rows.row();
        if (columns == null) {
          columns = DataColumns.find(asked, file.toString(), row.values());
        }
        requireText(file, columns.text(), row);
        label(file, columns, labels, row);
        String group = group(columns, row);
        if (group != null && groups.add(group) && groups.size() > MOST_GROUPS) {
          throw DataException.at(
              file,
              row.line(),
              "the column \"%s\" has more than %d different groups; name a column with fewer"
                  .formatted(columns.group(), MOST_GROUPS));
        }
        size++;
      }
    }
    if (size == 0) {
      throw new DataException(file + " has no text; at least one row with text is needed");
    }
    return new AuditData(file, columns, labels, List.copyOf(groups), size, FileDigest.sha256(file));
  }

  /** Reads the texts after the first {@code skipped} ones. */
  void read(long skipped, Reader reader) throws IOException {
    long number = 0;
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        if (number++ >= skipped) {
          reader.accept(text(rows.row()));
        }
      }
    }
  }

  private AuditText text(DataRow row) {
    String group = group(columns, row);
    return new AuditText(
        row.line(),
        row.values().get(columns.text()),
        columns.pair() == null ? null : row.values().get(columns.pair()),
        label(file, columns, labels, row),
        group == null ? -1 : groups.indexOf(group));
  }

  private static void requireText(Path file, String column, DataRow row) {
    if (row.values().get(column) == null) {
      throw DataException.at(
          file,
          row.line(),
          "there is no text in \"%s\"; there is %s"
              .formatted(column, String.join(", ", row.values().keySet())));
    }
  }

  private static String group(DataColumns columns, DataRow row) {
    String group = columns.group() == null ? null : row.values().get(columns.group());
    return group == null || group.isBlank() ? null : group.strip();
  }

  private static int label(Path file, DataColumns columns, List<String> labels, DataRow row) {
    String label = columns.label() == null ? null : row.values().get(columns.label());
    if (label == null || label.isBlank()) {
      return -1;
    }
    return RightAnswer.index(file, row.line(), label, labels);
  }
}
