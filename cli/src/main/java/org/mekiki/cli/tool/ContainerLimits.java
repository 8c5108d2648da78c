package org.mekiki.cli.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a container allows, by Linux's control groups, version 2 or 1.
 *
 * @param processors worth of time; empty for no limit
 * @param bytes of memory; empty for no limit
 */
public record ContainerLimits(Optional<Double> processors, Optional<Long> bytes) {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  /** Version 1 says "no limit" by a number near the largest. */
  private static final long NO_LIMIT = 1L << 60;

  static ContainerLimits read() {
    return read(ROOT);
  }

  public static ContainerLimits read(Path root) {
    Optional<Double> processors =
        line(root.resolve("cpu.max"))
            .map(text -> text.split(" ", 2))
            .filter(parts -> parts.length == 2 && !parts[0].equals("max"))
            .map(parts -> Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
    Optional<Double> older =
        line(root.resolve("cpu/cpu.cfs_quota_us"))
            .map(Double::parseDouble)
            .filter(quota -> quota > 0)
            .flatMap(
                quota ->
                    line(root.resolve("cpu/cpu.cfs_period_us"))
                        .map(period -> quota / Double.parseDouble(period)));
    Optional<Long> bytes =
        line(root.resolve("memory.max"))
            .or(() -> line(root.resolve("memory/memory.limit_in_bytes")))
            .filter(text -> !text.equals("max"))
            .map(Long::parseLong)
            .filter(limit -> limit < NO_LIMIT);
    return new ContainerLimits(processors.or(() -> older), bytes);
  }

  private static Optional<String> line(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  public String sentence() {
    if (processors.isEmpty() && bytes.isEmpty()) {
      return "none";
    }
    String first = processors.map(p -> String.format(Locale.ROOT, "%.1f processors", p)).orElse("");
    String second = bytes.map(b -> mebibytes(b) + " of memory").orElse("");
    return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
  }
}
