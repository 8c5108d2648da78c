package org.mekiki.cli.data;

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
import org.mekiki.transformer.file.OutputException;

/**
 * Records in a file, a line each, to which work that was interrupted appends when it is started
 * again. The first line holds the settings: with other settings it is other work. A line that was
 * cut off in the middle is taken away; all others are whole, since lines are appended in order.
 */
public final class RecordFile implements Closeable {
  /** The file's name in its folder. */
  public static final String NAME = "findings.jsonl";

  private final FileChannel channel;
  private final Path path;
  private long records;

  /** Reads records. */
  public interface Reader {
    /**
     * Takes the next record.
     *
     * @param number of the record, from 0
     */
    void accept(long number, String record) throws IOException;
  }

  private RecordFile(FileChannel channel, Path path) {
    this.channel = channel;
    this.path = path;
  }

  /**
   * Opens the file of a folder, which is made where it does not exist.
   *
   * @param work what it is called, with its article: an audit
   * @param settings all that decides what is found, in one line
   * @throws DataException if the folder holds other work, or another process works on it
   */
  public static RecordFile open(Path folder, String work, String settings) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataException("--output " + folder + " is a file; a folder is needed");
    }
    Files.createDirectories(folder);
    Path path = folder.resolve(NAME);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      var file = new RecordFile(channel, path);
      file.lock(folder);
      file.load(work, settings);
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
      // Other work of this very process.
    }
    throw new DataException("another process is writing to " + folder + "; wait until it ends");
  }

  private void load(String work, String settings) throws IOException {
    long whole = 0;
    try (var lines = new Utf8Lines(path)) {
      while (lines.advance() && lines.isComplete()) {
        if (whole == 0 && !lines.text().equals(settings)) {
          throw new DataException(
              "%s holds %s with other settings, data or model; choose another folder, or start over with --restart"
                  .formatted(path.getParent(), work));
        }
        records += whole > 0 ? 1 : 0;
        whole = lines.bytes();
      }
    }
    channel.truncate(whole);
    channel.position(whole);
    if (whole == 0) {
      write(settings + "\n");
    }
  }

  /** Number of records. */
  public long records() {
    return records;
  }

  /** Adds records, each without a line feed. */
  public void append(List<String> more) throws IOException {
    var text = new StringBuilder();
    more.forEach(record -> text.append(record).append('\n'));
    write(text.toString());
    records += more.size();
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw OutputException.of(path, e);
    }
  }

  /** Reads all records from the beginning. */
  public void forEach(Reader reader) throws IOException {
    try (var lines = new Utf8Lines(path)) {
      lines.advance();
      for (long number = 0; lines.advance(); number++) {
        reader.accept(number, lines.text());
      }
    }
  }

  /** A record cannot be read; its number from 0. */
  public DataException damaged(long number) {
    return DataException.at(path, number + 2, "this is not a finding; start over with --restart");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
