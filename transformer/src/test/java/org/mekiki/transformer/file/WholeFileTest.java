package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole or not at all. */
final class WholeFileTest {
  @TempDir private Path folder;

  private static Void write(String text, java.io.OutputStream out) throws IOException {
    out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return null;
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    Path target = folder.resolve("a");
    Files.writeString(target, "old");
    WholeFile.write(target, out -> write("new", out));
    assertEquals("new", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void aFailureLeavesTheOldContentAndNothingElse() throws IOException {
    Path target = folder.resolve("a");
    Files.writeString(target, "old");
    assertThrows(
        IllegalStateException.class,
        () ->
            WholeFile.write(
                target,
                out -> {
                  write("half", out);
                  throw new IllegalStateException("power cut");
                }));
    assertEquals("old", Files.readString(target));
    assertEquals(List.of(target), files());
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path target = folder.resolve("a");
    Files.writeString(target, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    WholeFile.write(link, out -> write("new", out));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(target));
  }

  @Test
  void placesThatCannotBeAreToldInOneSentence() {
    var directory =
        assertThrows(IOException.class, () -> WholeFile.write(folder, out -> write("x", out)));
    assertTrue(directory.getMessage().contains("is a directory"), directory.getMessage());
    Path lost = folder.resolve("no/where");
    var none = assertThrows(IOException.class, () -> WholeFile.write(lost, out -> write("x", out)));
    assertTrue(none.getMessage().contains("there is no folder"), none.getMessage());
  }

  /** A device that is always full stands for a full disk; small outputs fail only when closed. */
  @Test
  void aFullDiskIsToldWithTheFilesName() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no such device here");
    for (int length : new int[] {1, 1 << 20}) {
      var thrown =
          assertThrows(OutputException.class, () -> WholeFile.writeText(full, "x".repeat(length)));
      assertTrue(
          thrown.getMessage().startsWith("the output /dev/full cannot be written: "),
          thrown.getMessage());
      assertEquals(1, thrown.getMessage().lines().count(), thrown.getMessage());
    }
  }

  /** What the content throws is its own: nothing is wrong with the output. */
  @Test
  void aFailureOfTheContentKeepsItsWords() {
    var mine = new IOException("the model became shorter");
    var thrown =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.write(
                    folder.resolve("a"),
                    _ -> {
                      throw mine;
                    }));
    assertSame(mine, thrown);
  }
}
