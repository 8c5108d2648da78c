package org.mekiki.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a data file, all at once.
 *
 * @param file where they came from, for messages
 * @param rows by column
 */
public record DataTable(Path file, List<DataRow> rows) {
  /**
   * Reads a file.
   *
   * @throws DataException naming the line that cannot be used
   */
  public static DataTable read(Path file) throws IOException {
    var rows = new ArrayList<DataRow>();
    try (var read = DataRows.open(file)) {
      while (read.advance()) {
        rows.add(read.row());
      }
    }
    if (rows.isEmpty()) {
      throw new DataException(file + " has no data; at least one line is needed");
    }
    return new DataTable(file, rows);
  }

  /** The columns of all rows. */
  public DataHeader header() {
    return DataHeader.of(file, rows);
  }
}
