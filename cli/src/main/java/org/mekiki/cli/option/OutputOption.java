package org.mekiki.cli.option;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.mekiki.cli.console.Console;
import org.mekiki.cli.console.UserException;
import org.mekiki.transformer.file.WholeFile;
import picocli.CommandLine.Option;

/** Where results go: standard output, or a file that is written whole or not at all. */
public final class OutputOption {
  @Option(names = "--output", paramLabel = "FILE", description = "write to a file")
  private Path output;

  /** Writes results and returns an exit code. */
  public interface Writing {
    int to(PrintStream out) throws IOException;
  }

  public boolean toFile() {
    return output != null;
  }

  public int write(Console console, Writing writing) throws IOException {
    if (output == null) {
      int status = writing.to(console.out());
      requireGood(console.out(), "standard output");
      return status;
    }
    return WholeFile.write(
        output,
        stream -> {
          var out = new PrintStream(stream, false, StandardCharsets.UTF_8);
          int status = writing.to(out);
          requireGood(out, "the output " + output);
          return status;
        });
  }

  /** Streams of this kind keep silent about failures until asked; asking also flushes. */
  public static void requireGood(PrintStream out, String name) {
    if (out.checkError()) {
      throw new UserException(unwritable(name));
    }
  }

  /** A sentence on an output that takes no more. */
  public static String unwritable(String name) {
    return name + " cannot be written: it was closed, or the disk is full";
  }
}
