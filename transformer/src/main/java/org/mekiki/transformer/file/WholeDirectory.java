package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder whole or not at all: beside its place first, then moved there in one step. What
 * was there before goes only when the new folder is complete.
 */
public final class WholeDirectory {
  private WholeDirectory() {}

  /** Writes the files. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes files into the folder, which exists and is empty.
     *
     * @param folder where to write
     * @throws IOException if writing fails
     */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Writes.
   *
   * @param target the folder to be written
   * @param replace whether a folder that is there may be replaced
   * @param mark name of a file that a folder must hold to be replaced, so that none is lost that
   *     holds something else; an empty one needs none
   * @param content writes the files
   * @throws IOException saying in one sentence why the target cannot be written
   */
  public static void write(Path target, boolean replace, String mark, Content content)
      throws IOException {
    Path place = target.toAbsolutePath().normalize();
    requireFree(target, place, replace, mark);
    if (place.getParent() == null || !Files.isDirectory(place.getParent())) {
      throw new IOException(
          "the output %s cannot be written: there is no folder %s"
              .formatted(target, place.getParent()));
    }
    Path temporary = place.resolveSibling(WholeFile.temporaryName(place));
    try {
      Files.createDirectory(temporary);
    } catch (AccessDeniedException e) {
      throw new OutputException(target, "its folder does not allow it", e);
    } catch (IOException e) {
      throw OutputException.of(target, e);
    }
    try {
      content.writeTo(temporary);
      moveTo(place, temporary);
    } catch (OutputException e) {
      throw e.moved(temporary, target);
    } finally {
      delete(temporary);
    }
  }

  private static void requireFree(Path target, Path place, boolean replace, String mark)
      throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new IOException("the output " + target + " is a file; a folder is needed");
    }
    if (!replace) {
      throw new IOException("the output %s exists; --force replaces it".formatted(target));
    }
    try (Stream<Path> inside = Files.list(place)) {
      if (inside.findAny().isPresent() && !Files.isRegularFile(place.resolve(mark))) {
        throw new IOException(
            "the output %s holds no %s, so it is not replaced; name another folder"
                .formatted(target, mark));
      }
    }
  }

  private static void moveTo(Path place, Path temporary) throws IOException {
    if (!Files.exists(place)) {
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = place.resolveSibling(WholeFile.temporaryName(place));
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  /**
   * Deletes a folder with all that is in it; nothing where there is none.
   *
   * @param folder which
   * @throws IOException if something in it cannot be deleted
   */
  public static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return; // it is not there, or was moved to its place
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
