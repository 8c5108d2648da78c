package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mekiki.cli.audit.findings.AuditText;
import org.mekiki.cli.data.DataCells;
import org.mekiki.cli.data.DataColumns;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.DataHeader;
import org.mekiki.cli.data.DataRow;
import org.mekiki.cli.data.DataRows;
import org.mekiki.cli.data.FileDigest;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.core.model.LabelReading;

/**
 * The data, every row of which was looked at before the long work begins.
 *
 * @param file where it stands
 * @param columns those that are read
 * @param labels of the model
 * @param reading how right answers are read
 * @param told how that is, in a sentence; empty where it is plain
 * @param groups names of the groups, in their natural order
 * @param size number of texts
 * @param longest the longest text, or second text
 * @param sha256 of the file
 */
record AuditData(
    Path file,
    DataColumns columns,
    List<String> labels,
    LabelReading reading,
    Optional<String> told,
    List<String> groups,
    long size,
    String longest,
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
   * @param tell what users should know of it, in sentences
   * @throws DataException naming the line that cannot be used
   */
  static AuditData open(Path file, DataColumns asked, List<String> labels, Consumer<String> tell)
      throws IOException {
    DataHeader header = DataHeader.read(file);
    if (header.columns().isEmpty()) {
      throw empty(file);
    }
    var sentences = new ArrayList<String>();
    DataColumns columns = DataColumns.find(asked, header, sentences::add);
    var cells = new DataCells(file, columns);
    var answers = LabelColumn.ofModel(labels);
    var groups = new TreeSet<String>();
    long size = 0;
    String longest = "";
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        DataRow row = rows.row();
        longest = longer(cells.pair(row), longer(cells.text(row), longest));
        String label = cells.label(row);
        if (label != null) {
          answers.add(file, row.line(), label);
        }
        String group = cells.group(row);
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
      throw empty(file);
    }
    LabelReading reading = answers.reading();
    answers.told(file.toString()).ifPresent(sentences::add);
    cells.tell(sentences::add);
    sentences.forEach(tell);
    return new AuditData(
        file,
        columns,
        labels,
        reading,
        answers.told(String.valueOf(file.getFileName())),
        List.copyOf(groups),
        size,
        longest,
        FileDigest.sha256(file));
  }

  private static String longer(String text, String other) {
    return text != null && text.length() > other.length() ? text : other;
  }

  private static DataException empty(Path file) {
    return new DataException(file + " has no text; at least one row with text is needed");
  }

  /** Reads the texts after the first {@code skipped} ones. */
  void read(long skipped, Reader reader) throws IOException {
    var cells = new DataCells(file, columns);
    long number = 0;
    try (var rows = DataRows.open(file)) {
      while (rows.advance()) {
        if (number++ >= skipped) {
          reader.accept(text(cells, rows.row()));
        }
      }
    }
  }

  private AuditText text(DataCells cells, DataRow row) {
    String group = cells.group(row);
    return new AuditText(
        row.line(),
        cells.text(row),
        cells.pair(row),
        LabelColumn.index(reading, cells.label(row), labels),
        group == null ? -1 : groups.indexOf(group));
  }
}
