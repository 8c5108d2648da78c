package org.mekiki.cli.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.Utf8Lines;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was found, a line a text, to which an interrupted audit appends when it is started again.
 * The first line holds the settings: other settings are another audit. A line that was cut off in
 * the middle is taken away; all others are whole, since lines are appended in order.
 */
final class FindingsFile implements Closeable {
  static final String NAME = "findings.jsonl";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FileChannel channel;
  private final Path path;
  private long records;

  /** Works on what was found for a text. */
  interface Reader {
    /** Takes the next finding. */
    void accept(TextFinding finding) throws IOException;
  }

  private FindingsFile(FileChannel channel, Path path) {
    this.channel = channel;
    this.path = path;
  }

  /**
   * Opens the file of a folder, which is made where it does not exist.
   *
   * @param settings all that decides what is found
   * @throws DataException if the folder holds another audit, or another process works on it
   */
  static FindingsFile open(Path folder, ObjectNode settings) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataException("--output " + folder + " is a file; a folder is needed");
    }
    Files.createDirectories(folder);
    Path path = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var file = new FindingsFile(channel, path);
      file.lock(folder);
      file.load(JSON.writeValueAsString(settings));
      return file;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Ends with the channel. */
  private void lock(Path folder) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another audit of this very process.
    }
    throw new DataException("another audit is writing to " + folder + "; wait for its end");
  }

  private void load(String header) throws IOException {
    long whole = 0;
    try (var lines = new Utf8Lines(path)) {
      while (lines.advance() && lines.isComplete()) {
        if (whole == 0 && !lines.text().equals(header)) {
          throw new DataException(
              "%s holds an audit with other settings, data or model; choose another folder, or begin anew with --restart"
                  .formatted(path.getParent()));
        }
        records += whole > 0 ? 1 : 0;
        whole = lines.bytes();
      }
    }
    channel.truncate(whole);
    channel.position(whole);
    if (whole == 0) {
      write(header + "\n");
    }
  }

  /** Number of texts. */
  long records() {
    return records;
  }

  /** Adds texts. */
  void append(List<TextFinding> findings) throws IOException {
    var text = new StringBuilder();
    for (TextFinding finding : findings) {
      text.append(JSON.writeValueAsString(FindingRecord.of(finding))).append('\n');
    }
    write(text.toString());
    records += findings.size();
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads everything from the beginning. */
  void forEach(Reader reader) throws IOException {
    try (var lines = new Utf8Lines(path)) {
      lines.advance();
      for (long number = 0; lines.advance(); number++) {
        try {
          reader.accept(FindingRecord.parse(number, JSON.readTree(lines.text())));
        } catch (JacksonException e) {
          throw DataException.at(
              path, lines.number(), "this is no finding; begin anew with --restart");
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
