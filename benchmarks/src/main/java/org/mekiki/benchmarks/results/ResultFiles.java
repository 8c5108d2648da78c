package org.mekiki.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes results as JSON. */
public final class ResultFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultFiles() {}

  /** Writes a file; it is there whole or not at all. */
  public static void write(RunResult result, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, JSON.writeValueAsString(result) + "\n");
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UsageException if the file cannot be read or is something else
   */
  public static RunResult read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("result file " + file + " does not exist");
    }
    try {
      RunResult result = JSON.readValue(Files.readString(file), RunResult.class);
      if (result.format() != RunResult.FORMAT) {
        throw new UsageException(
            "%s has result format %d; this program reads %d"
                .formatted(file, result.format(), RunResult.FORMAT));
      }
      return result;
    } catch (JacksonException | IOException | NullPointerException e) {
      throw new UsageException(
          file + " is no result file of this program: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message == null ? "a field is missing" : message.lines().findFirst().orElse("");
  }
}
