package org.mekiki.cli.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RecordFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was found, a record a text, to which an interrupted audit appends. */
final class FindingsFile implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RecordFile file;

  /** Works on what was found for a text. */
  interface Reader {
    /** Takes the next finding. */
    void accept(TextFinding finding) throws IOException;
  }

  private FindingsFile(RecordFile file) {
    this.file = file;
  }

  /**
   * Opens the file of a folder, which is made where it does not exist.
   *
   * @param settings all that decides what is found
   * @throws DataException if the folder holds another audit, or another process works on it
   */
  static FindingsFile open(Path folder, ObjectNode settings) throws IOException {
    return new FindingsFile(RecordFile.open(folder, "an audit", JSON.writeValueAsString(settings)));
  }

  /** Number of texts. */
  long records() {
    return file.records();
  }

  /** Adds texts. */
  void append(List<TextFinding> findings) throws IOException {
    file.append(
        findings.stream()
            .map(finding -> JSON.writeValueAsString(FindingRecord.of(finding)))
            .toList());
  }

  /** Reads everything from the beginning. */
  void forEach(Reader reader) throws IOException {
    file.forEach((number, record) -> reader.accept(parse(number, record)));
  }

  private TextFinding parse(long number, String record) {
    try {
      return FindingRecord.parse(number, JSON.readTree(record));
    } catch (JacksonException e) {
      throw file.damaged(number);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
