package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is written whole or not at all. */
final class WholeDirectoryTest {
  private static final String MARK = "mark";
  @TempDir private Path folder;

  private static void write(Path target, boolean replace, String text) throws IOException {
    WholeDirectory.write(
        target,
        replace,
        MARK,
        inside -> {
          Files.writeString(inside.resolve(MARK), text);
          Files.createDirectories(inside.resolve("deeper"));
          Files.writeString(inside.resolve("deeper").resolve("file"), text);
        });
  }

  private List<String> names() throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void newAndReplacedFoldersAreWhole() throws IOException {
    Path target = folder.resolve("out");
    write(target, false, "one");
    Files.writeString(target.resolve("left over"), "");
    write(target, true, "two");
    assertEquals("two", Files.readString(target.resolve("deeper").resolve("file")));
    assertFalse(Files.exists(target.resolve("left over")));
    assertEquals(List.of("out"), names());
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Path target = folder.resolve("out");
    write(target, false, "one");
    for (Path each : List.of(target, folder.resolve("new"))) {
      assertThrows(
          IOException.class,
          () ->
              WholeDirectory.write(
                  each,
                  true,
                  MARK,
                  inside -> {
                    Files.writeString(inside.resolve("half"), "");
                    throw new IOException("the disk is full");
                  }));
    }
    assertEquals("one", Files.readString(target.resolve(MARK)));
    assertEquals(List.of("out"), names());
  }

  private static void refused(String word, Path target, boolean replace) {
    var thrown = assertThrows(IOException.class, () -> write(target, replace, "x"));
    assertTrue(thrown.getMessage().contains(word), thrown.getMessage());
  }

  @Test
  void whatIsNotMeantIsNotTouched() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused("is a file", file, true);
    Path target = folder.resolve("out");
    write(target, false, "one");
    refused("exists; --force", target, false);
    Files.delete(target.resolve(MARK));
    refused("holds no mark", target, true);
    assertTrue(Files.exists(target.resolve("deeper")));
    refused("there is no folder", folder.resolve("absent").resolve("out"), false);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    write(empty, true, "two");
    assertTrue(Files.exists(empty.resolve(MARK)));
  }

  /** A folder is written under another name first, of which its user knows nothing. */
  @Test
  void aFullDiskIsToldWithTheNameThatTheFileWasToHave() throws IOException {
    Path target = folder.resolve("model");
    var thrown =
        assertThrows(
            OutputException.class,
            () ->
                WholeDirectory.write(
                    target,
                    false,
                    "config.json",
                    inside -> {
                      throw new OutputException(inside.resolve("a/b"), "the disk is full", null);
                    }));
    assertEquals(
        "the output %s cannot be written: the disk is full".formatted(target.resolve("a/b")),
        thrown.getMessage());
    assertFalse(Files.exists(target));
  }
}
