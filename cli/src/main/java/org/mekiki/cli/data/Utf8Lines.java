package org.mekiki.cli.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.mekiki.transformer.file.InputFile;

/** The lines of a file, each ended by a line feed; strict UTF-8, a byte order mark is skipped. */
public final class Utf8Lines implements Closeable {
  /** What is wrong with a line that is not. */
  public static final String NOT_UTF_8 = "the line is not valid UTF-8";

  private static final int MOST_BYTES = 1 << 26;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private byte[] line = new byte[1 << 10];
  private int length;
  private boolean complete;
  private long number;
  private long bytes;

  /**
   * Opens a file.
   *
   * @throws IOException saying what is there where it is no file, such as a pipe
   */
  public Utf8Lines(Path file) throws IOException {
    InputFile.require(file);
    this.file = file;
    in = Files.newInputStream(file);
  }

  /** Goes to the next line; false where there is none. */
  public boolean advance() throws IOException {
    length = 0;
    complete = false;
    while (!complete && fill()) {
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(at, end);
      complete = end < filled;
      at = complete ? end + 1 : end;
    }
    if (length == 0 && !complete) {
      return false;
    }
    number++;
    requireLineFeeds();
    bytes += length + (complete ? 1 : 0);
    return true;
  }

  /** A file whose lines end in carriage returns alone would be one line, and one text. */
  private void requireLineFeeds() throws IOException {
    for (int i = 0; number == 1 && i < length - 1; i++) {
      if (line[i] == '\r') {
        if (!fill()) {
          throw DataException.at(
              file,
              1,
              "the lines end in carriage returns alone; save the file with line feeds (LF or CR"
                  + " LF)");
        }
        return;
      }
    }
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(buffer));
      at = 0;
    }
    return filled > 0;
  }

  private void append(int from, int to) {
    int more = to - from;
    if (length + more > MOST_BYTES) {
      throw DataException.at(
          file, number + 1, "the line is longer than %d MiB".formatted(MOST_BYTES >> 20));
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Bytes up to the end of the line. */
  public long bytes() {
    return bytes;
  }

  /** Whether the line ends as lines do, and not with the file. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * The line without its line feed; a carriage return before that stays.
   *
   * @throws DataException if it is not UTF-8
   */
  public String text() {
    try {
      return decoded();
    } catch (CharacterCodingException e) {
      throw DataException.at(file, number, NOT_UTF_8);
    }
  }

  /**
   * The same for those who say themselves where the line stands.
   *
   * @throws CharacterCodingException if it is not UTF-8
   */
  public String decoded() throws CharacterCodingException {
    int from =
        number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
    return decoder.decode(ByteBuffer.wrap(line, from, length - from)).toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
