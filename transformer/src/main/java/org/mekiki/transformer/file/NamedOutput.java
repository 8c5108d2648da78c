package org.mekiki.transformer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A stream to a file that names the file where writing fails: the system's own words, such as those
 * for a full disk, do not.
 */
final class NamedOutput extends OutputStream {
  private final OutputStream stream;
  private final Path target;

  /** A stream of a file with the name that its user knows. */
  NamedOutput(OutputStream stream, Path target) {
    this.stream = stream;
    this.target = target;
  }

  /** Work on the stream. */
  private interface Action {
    void run() throws IOException;
  }

  private void named(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      throw OutputException.of(target, e);
    }
  }

  /** What the system says, without the file's name. */
  static String reason(IOException e) {
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  @Override
  public void write(int value) throws IOException {
    named(() -> stream.write(value));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    named(() -> stream.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    named(stream::flush);
  }

  @Override
  public void close() throws IOException {
    named(stream::close);
  }
}
