package org.mekiki.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Option;

/** Where results go: standard output, or a file that is written whole or not at all. */
final class OutputOption {
  @Option(names = "--output", paramLabel = "FILE", description = "write to a file")
  private Path output;

  /** Writes results and returns an exit code. */
  interface Writing {
    int to(PrintStream out) throws IOException;
  }

  boolean toFile() {
    return output != null;
  }

  int write(Console console, Writing writing) throws IOException {
    if (output == null) {
      return writing.to(console.out());
    }
    Path folder = output.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || Files.isDirectory(output) || !Files.isWritable(folder)) {
      throw new UserException("the output " + output + " cannot be written");
    }
    Path temporary = Files.createTempFile(folder, "." + output.getFileName(), ".part");
    try {
      int status;
      try (var out =
          new PrintStream(Files.newOutputStream(temporary), false, StandardCharsets.UTF_8)) {
        status = writing.to(out);
        if (out.checkError()) {
          throw new UserException("the output " + output + " cannot be written");
        }
      }
      Files.move(temporary, output, StandardCopyOption.ATOMIC_MOVE);
      return status;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
