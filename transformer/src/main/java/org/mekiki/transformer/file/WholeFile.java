package org.mekiki.transformer.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a file whole or not at all: beside its place first, then moved there in one step. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes the content; what it returns is handed on.
   *
   * @param <T> what is handed on, such as a checksum
   */
  public interface Content<T> {
    /**
     * Writes and does not close.
     *
     * @param out where to write, buffered
     * @return what the caller of {@link WholeFile#write} is to get
     * @throws IOException if writing fails
     */
    T writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes.
   *
   * <p>An existing file is replaced, a link's target rather than the link. What is no file, such as
   * a pipe or a device, is written to directly.
   *
   * @param <T> what the content returns
   * @param target where the file is to be; its folder must be there
   * @param content writes the bytes
   * @return what the content returned
   * @throws OutputException if it cannot be written, as on a full disk
   * @throws IOException saying in one sentence why the target cannot be written, or of the content
   */
  public static <T> T write(Path target, Content<T> content) throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("the output " + target + " is a directory; a file is needed");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      return write(Files.newOutputStream(target), target, content);
    }
    Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (!Files.isDirectory(place.getParent())) {
      throw new IOException(
          "the output %s cannot be written: there is no folder %s"
              .formatted(target, place.getParent()));
    }
    Path temporary = place.resolveSibling(temporaryName(place));
    OutputStream opened = open(target, temporary);
    try {
      T result = write(opened, target, content);
      move(target, temporary, place);
      return result;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static <T> T write(OutputStream opened, Path target, Content<T> content)
      throws IOException {
    try (var out = new BufferedOutputStream(new NamedOutput(opened, target), 1 << 16)) {
      return content.writeTo(out);
    }
  }

  /**
   * Writes a text, in UTF-8.
   *
   * @param target where the file is to be; its folder must be there
   * @param text all of it
   * @throws IOException saying in one sentence why the target cannot be written
   */
  public static void writeText(Path target, String text) throws IOException {
    write(
        target,
        out -> {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          return null;
        });
  }

  static String temporaryName(Path place) {
    return ".%s.%08x.part".formatted(place.getFileName(), ThreadLocalRandom.current().nextInt());
  }

  /** Opened like any new file, so that it has the permissions that the user's files have. */
  private static OutputStream open(Path target, Path temporary) throws IOException {
    try {
      return Files.newOutputStream(
          temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new OutputException(target, "its folder does not allow it", e);
    } catch (IOException e) {
      throw OutputException.of(target, e);
    }
  }

  private static void move(Path target, Path temporary, Path place) throws IOException {
    try {
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw OutputException.of(target, e);
    }
  }
}
