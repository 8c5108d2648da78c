package org.mekiki.transformer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.transformer.train.CheckpointFile;

/** What is no file is named, and nobody waits for a pipe's writer. */
final class InputFileTest {
  @TempDir private Path folder;

  private static String refused(Path path) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          String message =
              assertThrows(IOException.class, () -> InputFile.require(path)).getMessage();
          var opened = assertThrows(IOException.class, () -> ModelFile.open(path).close());
          assertEquals(message, opened.getMessage());
          var checkpoint =
              assertThrows(
                  IOException.class, () -> CheckpointFile.read(path, new LinkedHashMap<>(), null));
          assertEquals(message, checkpoint.getMessage());
          assertTrue(message.startsWith(path + " is "), message);
          return message;
        });
  }

  @Test
  void filesAndLinksToThemPass() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "a");
    InputFile.require(file);
    InputFile.require(Files.createSymbolicLink(folder.resolve("link"), file));
    assertThrows(NoSuchFileException.class, () -> InputFile.require(folder.resolve("no")));
  }

  @Test
  void otherPlacesAreNamed() throws IOException {
    assertTrue(refused(folder).endsWith("is a directory; a file is needed"));
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no devices here");
    assertTrue(refused(device).contains("a device, not a file"));
    assertTrue(
        refused(Files.createSymbolicLink(folder.resolve("link"), device)).contains("a device"));
    Path socket = folder.resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertTrue(refused(socket).contains("a socket, not a file"));
    }
  }

  @Test
  void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    try {
      assumeTrue(
          new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo here");
    }
    assertTrue(refused(pipe).contains("a pipe, not a file"));
  }
}
