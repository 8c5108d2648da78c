package org.mekiki.cli.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mekiki.transformer.file.InputFile;

/**
 * The rows of a file, read as they are needed. The first row of a {@code .csv} or {@code .tsv} file
 * names the columns; the keys of the objects of a {@code .jsonl} file do.
 */
public final class DataRows implements Closeable {
  private final Utf8Lines lines;
  private final RowReader reader;
  private DataRow row;

  /** Reads rows of one format. */
  interface RowReader {
    /** The columns as the first line names them; none where each row names its own. */
    default List<String> names() {
      return List.of();
    }

    /** The next row; null where there is none. */
    DataRow next() throws IOException;
  }

  private DataRows(Utf8Lines lines, RowReader reader) {
    this.lines = lines;
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws DataException if its name has another ending, or it is none
   */
  public static DataRows open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isDirectory(file)) {
      InputFile.require(file);
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".tsv") && !name.endsWith(".jsonl")) {
      throw new DataException(
          "the data must be a .csv, .tsv or .jsonl file, got " + file.getFileName());
    }
    requireFile(file);
    var lines = new Utf8Lines(file);
    try {
      RowReader reader =
          name.endsWith(".jsonl")
              ? new JsonRows(file, lines)
              : new TableRows(
                  file, lines, name.endsWith(".csv") ? new CsvFields(file) : new TabFields());
      return new DataRows(lines, reader);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Refuses what is no file.
   *
   * @throws DataException saying why it is none
   */
  public static void requireFile(Path file) {
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw new DataException(
          "the data %s %s"
              .formatted(
                  file,
                  Files.exists(file)
                      ? "is a folder; a .csv, .tsv or .jsonl file is needed"
                      : "does not exist"));
    }
  }

  /**
   * Goes to the next row; false where there is none. Blank lines are skipped.
   *
   * @throws DataException naming the line that cannot be used
   */
  public boolean advance() throws IOException {
    row = reader.next();
    return row != null;
  }

  /** The columns as the first line names them; none where each row names its own. */
  List<String> names() {
    return reader.names();
  }

  /** The row. */
  public DataRow row() {
    return row;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
