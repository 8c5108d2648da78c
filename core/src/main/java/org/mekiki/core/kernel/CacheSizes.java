package org.mekiki.core.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A processor's data caches, in bytes.
 *
 * @param firstLevel of one core
 * @param secondLevel of one core, or shared by a few
 * @param source where the sizes come from, a few words
 */
record CacheSizes(int firstLevel, int secondLevel, String source) {
  private static final int LARGEST = 1 << 30;

  /** {@return what Linux says of the first processor, and {@code safe} sizes for the rest} */
  static CacheSizes read(CacheSizes safe) {
    return read(Path.of("/sys/devices/system/cpu/cpu0/cache"), Path.of("/proc/cpuinfo"), safe);
  }

  /**
   * Reads a folder of {@code index0}, {@code index1} … with {@code level}, {@code type} and {@code
   * size}; virtual machines often have none, and then the list of processors knows AMD's second
   * level.
   */
  static CacheSizes read(Path folder, Path processors, CacheSizes safe) {
    int first = 0;
    int second = 0;
    if (!Files.isDirectory(folder)) {
      int size = amdSecondLevel(processors);
      return size == 0 ? safe : new CacheSizes(safe.firstLevel(), size, "second level read");
    }
    try (DirectoryStream<Path> caches = Files.newDirectoryStream(folder, "index*")) {
      for (Path cache : caches) {
        if (line(cache, "type").equals("Instruction")) {
          continue;
        }
        switch (line(cache, "level")) {
          case "1" -> first = bytes(line(cache, "size"));
          case "2" -> second = bytes(line(cache, "size"));
          default -> {}
        }
      }
    } catch (IOException | SecurityException e) {
      return safe;
    }
    return first > 0 && second > 0 ? new CacheSizes(first, second, "read") : safe;
  }

  /** The "cache size" of a processor of AMD; that of others is another cache's. */
  private static int amdSecondLevel(Path processors) {
    try (BufferedReader lines = Files.newBufferedReader(processors)) {
      boolean amd = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (line.startsWith("vendor_id")) {
          amd = value.equals("AuthenticAMD");
        } else if (line.startsWith("cache size")) {
          return amd ? bytes(value.replace(" KB", "K")) : 0;
        }
      }
    } catch (IOException | SecurityException e) {
      return 0;
    }
    return 0;
  }

  private static String line(Path cache, String name) throws IOException {
    return Files.readString(cache.resolve(name)).strip();
  }

  /** A size like {@code 48K}; 0 for what is none. */
  private static int bytes(String size) {
    String upper = size.toUpperCase(Locale.ROOT);
    int shift = upper.endsWith("K") ? 10 : upper.endsWith("M") ? 20 : 0;
    String digits = shift == 0 ? upper : upper.substring(0, upper.length() - 1);
    if (!digits.matches("\\d{1,9}")) {
      return 0;
    }
    long value = Long.parseLong(digits) << shift;
    return value <= LARGEST ? (int) value : 0;
  }

  /** {@return the sizes in KiB and their source} */
  String describe() {
    return "caches of %d and %d KiB (%s)".formatted(firstLevel >> 10, secondLevel >> 10, source);
  }
}
