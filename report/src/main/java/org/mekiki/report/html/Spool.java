package org.mekiki.report.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mekiki.transformer.file.OutputException;

/** What is written out later: a little in memory, more in a temporary file. */
final class Spool implements AutoCloseable {
  private static final int IN_MEMORY = 16 << 20;

  private final int inMemory;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Path file;
  private OutputStream stream;

  Spool() {
    this(IN_MEMORY);
  }

  /**
   * Empty.
   *
   * @param inMemory bytes that stay in memory
   */
  Spool(int inMemory) {
    this.inMemory = inMemory;
  }

  void write(String text) throws IOException {
    memory.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (memory.size() > inMemory) {
      if (stream == null) {
        file = temporary();
        stream = Files.newOutputStream(file);
      }
      try {
        memory.writeTo(stream);
      } catch (IOException e) {
        throw OutputException.of(file, e);
      }
      memory.reset();
    }
  }

  private static Path temporary() throws IOException {
    try {
      return Files.createTempFile("mekiki", ".part");
    } catch (IOException e) {
      throw OutputException.of(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** All that was written, in order. */
  void copyTo(OutputStream out) throws IOException {
    if (stream != null) {
      stream.flush();
      Files.copy(file, out);
    }
    memory.writeTo(out);
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      Files.deleteIfExists(file);
    }
  }
}
