package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Refuses places that hold no file, before they are opened: opening a pipe waits for a writer. */
public final class InputFile {
  private static final int TYPE = 0xF000;
  private static final int PIPE = 0x1000;
  private static final int CHARACTERS = 0x2000;
  private static final int BLOCKS = 0x6000;
  private static final int SOCKET = 0xC000;

  private InputFile() {}

  /**
   * Requires a regular file, or a link to one.
   *
   * @param path the place
   * @throws java.nio.file.NoSuchFileException if there is nothing
   * @throws IOException saying in one sentence what is there instead
   */
  public static void require(Path path) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isRegularFile()) {
      return;
    }
    throw new IOException(
        attributes.isDirectory()
            ? path + " is a directory; a file is needed"
            : "%s is %s; save its content to a file and name that file"
                .formatted(path, kind(path)));
  }

  private static String kind(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      switch ((int) Files.getAttribute(path, "unix:mode") & TYPE) {
        case PIPE -> {
          return "a pipe, not a file";
        }
        case CHARACTERS, BLOCKS -> {
          return "a device, not a file";
        }
        case SOCKET -> {
          return "a socket, not a file";
        }
        default -> {
          // What follows says what is known.
        }
      }
    }
    return "not a regular file";
  }
}
