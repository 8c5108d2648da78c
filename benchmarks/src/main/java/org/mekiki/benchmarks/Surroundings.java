package org.mekiki.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.mekiki.benchmarks.results.Environment;

/** Finds out where this program runs. */
final class Surroundings {
  private Surroundings() {}

  static Environment describe(
      String jdk, String vm, List<String> flags, String kernels, String blockSizes) {
    return new Environment(
        LocalDate.now(ZoneOffset.UTC).toString(),
        commit(),
        cpu(),
        Runtime.getRuntime().availableProcessors(),
        lastLevelCache(),
        memory(),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        firstLine(Path.of("/sys/kernel/mm/transparent_hugepage/enabled")),
        jdk,
        vm,
        flags,
        kernels,
        blockSizes);
  }

  /** Written into the jar when it was built. */
  static String commit() {
    try (InputStream in = Surroundings.class.getResourceAsStream("commit.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String cpu() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(property("os.arch"));
    } catch (IOException e) {
      return otherCpu();
    }
  }

  /** Where there is no /proc: macOS and Windows. */
  private static String otherCpu() {
    if (!property("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
      return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", property("os.arch"));
    }
    try (var out =
        new ProcessBuilder("sysctl", "-n", "machdep.cpu.brand_string").start().inputReader()) {
      return out.readLine();
    } catch (IOException e) {
      return property("os.arch");
    }
  }

  private static long lastLevelCache() {
    String size = firstLine(Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size"));
    return size.endsWith("K") ? 1024 * Long.parseLong(size.substring(0, size.length() - 1)) : 0;
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
