package org.mekiki.cli.audit.findings;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RecordFile;
import org.mekiki.core.runtime.ComputeContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was found, a record a text, to which an interrupted audit appends. */
public final class FindingsFile implements Closeable {
  /** What the first line of the findings says. */
  public static final String SCHEMA = "mekiki/findings/1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Records that are in memory at a time where several threads read them. */
  private static final int BLOCK = 256;

  private final RecordFile file;

  /** Works on what was found for a text. */
  public interface Reader {
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
  public static FindingsFile open(Path folder, ObjectNode settings) throws IOException {
    return new FindingsFile(RecordFile.open(folder, "an audit", JSON.writeValueAsString(settings)));
  }

  /** Number of texts. */
  public long records() {
    return file.records();
  }

  /** Adds texts. */
  public void append(List<TextFinding> findings) throws IOException {
    file.append(
        findings.stream()
            .map(finding -> JSON.writeValueAsString(FindingRecord.of(finding)))
            .toList());
  }

  /** Reads everything from the beginning. */
  public void forEach(Reader reader) throws IOException {
    file.forEach((number, record) -> reader.accept(parse(number, record)));
  }

  /**
   * Reads everything on all threads of a context.
   *
   * @param beside is asked for what belongs to each finding, in their order
   */
  public <T> void inParts(ComputeContext context, Beside<T> beside, PartReader<T> reader)
      throws IOException {
    var block = new ArrayList<Numbered<T>>(BLOCK);
    file.forEach(
        (number, record) -> {
          block.add(new Numbered<>(number, record, beside.next()));
          if (block.size() == BLOCK) {
            read(block, context, reader);
          }
        });
    read(block, context, reader);
  }

  private <T> void read(List<Numbered<T>> block, ComputeContext context, PartReader<T> reader) {
    context.forEach(
        block.size(),
        (i, worker) -> {
          Numbered<T> each = block.get(i);
          reader.accept(worker, parse(each.number(), each.record()), each.beside());
        });
    block.clear();
  }

  /**
   * What belongs to the findings, one each.
   *
   * @param <T> what that is
   */
  public interface Beside<T> {
    /** What belongs to the next one. */
    T next() throws IOException;
  }

  /**
   * Works on findings of a part.
   *
   * @param <T> what belongs to each
   */
  public interface PartReader<T> {
    /**
     * Takes a finding; called by several threads, but for one part by one at a time.
     *
     * @param part from 0 to one below the context's parallelism
     */
    void accept(int part, TextFinding finding, T beside);
  }

  private record Numbered<T>(long number, String record, T beside) {}

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
