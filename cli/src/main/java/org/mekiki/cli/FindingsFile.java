package org.mekiki.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was found so far, a line a text, to which an interrupted evaluation appends when it is
 * started again. The first line holds the settings: other settings are another evaluation. A line
 * that was cut off in the middle is taken away; all others are whole, since lines are appended in
 * one piece and in order.
 */
final class FindingsFile implements Closeable {
  static final String NAME = "findings.jsonl";

  private final FileChannel channel;
  private int records;

  private FindingsFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the file of a folder, which is made where it does not exist.
   *
   * @param settings all that decides what is found
   * @param known is told of each record that is there already, in order
   * @throws UserException if the folder holds another evaluation, or another process works on it
   */
  static FindingsFile open(Path folder, ObjectNode settings, Consumer<JsonNode> known)
      throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UserException("--output " + folder + " is a file; a folder is needed");
    }
    Files.createDirectories(folder);
    Path path = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var file = new FindingsFile(channel);
      file.lock(folder);
      file.load(path, Records.line(settings), known);
      return file;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Ends with the channel. */
  private void lock(Path folder) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another evaluation of this very process.
    }
    throw new UserException("another evaluation is writing to " + folder + "; wait for its end");
  }

  private void load(Path path, String header, Consumer<JsonNode> known) throws IOException {
    long whole = 0;
    try (var lines = TextLines.ofAny(path)) {
      while (lines.advance() && lines.isComplete()) {
        if (whole == 0 && !lines.decode().equals(header)) {
          throw new UserException(
              "%s holds an evaluation with other settings, data or model; choose another folder, or"
                      .formatted(path.getParent())
                  + " begin anew with --restart");
        }
        if (whole > 0) {
          known.accept(lines.object());
          records++;
        }
        whole = lines.bytes();
      }
    }
    channel.truncate(whole);
    channel.position(whole);
    if (whole == 0) {
      write(header);
    }
  }

  /** Number of records. */
  int records() {
    return records;
  }

  /** Adds a record. */
  void append(ObjectNode record) throws IOException {
    write(Records.line(record));
    records++;
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
