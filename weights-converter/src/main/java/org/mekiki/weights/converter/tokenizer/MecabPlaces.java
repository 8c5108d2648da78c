package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mekiki.weights.converter.file.ConversionException;

/** Where dictionaries of MeCab are usually installed. */
final class MecabPlaces {
  /** The file by which a compiled dictionary is known. */
  static final String SYSTEM = "sys.dic";

  private static final List<String> FOLDERS =
      List.of(
          "/var/lib/mecab/dic",
          "/usr/lib/mecab/dic",
          "/usr/lib64/mecab/dic",
          "/usr/lib/x86_64-linux-gnu/mecab/dic",
          "/usr/lib/aarch64-linux-gnu/mecab/dic",
          "/usr/share/mecab/dic",
          "/usr/local/lib/mecab/dic",
          "/usr/local/share/mecab/dic",
          "/opt/homebrew/lib/mecab/dic",
          "/home/linuxbrew/.linuxbrew/lib/mecab/dic",
          "C:/Program Files/MeCab/dic",
          "C:/Program Files (x86)/MeCab/dic");

  private static final List<String> SETTINGS =
      List.of(
          "/etc/mecabrc",
          "/usr/local/etc/mecabrc",
          "/opt/homebrew/etc/mecabrc",
          "/home/linuxbrew/.linuxbrew/etc/mecabrc");

  private MecabPlaces() {}

  /**
   * A dictionary by its name; empty where it is in none of the usual places.
   *
   * @param name ipadic, unidic
   */
  static Optional<Path> named(String name) throws IOException {
    var folders = new ArrayList<Path>();
    // A dictionary beside the system's own, wherever that is.
    Optional<Path> usual = usual().flatMap(MecabOptions::dictionary);
    usual.map(Path::getParent).ifPresent(folders::add);
    FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
    for (Path folder : folders) {
      for (String each : List.of(name + "-utf8", name)) {
        if (Files.isRegularFile(folder.resolve(each).resolve(SYSTEM))) {
          return Optional.of(folder.resolve(each));
        }
      }
    }
    return Optional.empty();
  }

  /** What MeCab takes where no option says otherwise; empty where it is not installed. */
  static Optional<MecabOptions> usual() throws IOException {
    String variable = System.getenv("MECABRC");
    var files = new ArrayList<Path>();
    if (variable != null && !variable.isEmpty()) {
      files.add(Path.of(variable));
    }
    files.add(Path.of(System.getProperty("user.home"), ".mecabrc"));
    SETTINGS.forEach(file -> files.add(Path.of(file)));
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        MecabOptions options = MecabOptions.ofSettings(file);
        if (options.dictionary().isPresent()) {
          return Optional.of(options);
        }
      }
    }
    return Optional.empty();
  }

  /** Refuses a folder without a compiled dictionary. */
  static Path require(Path folder, String origin) throws ConversionException {
    if (!Files.isDirectory(folder)) {
      throw new ConversionException(
          "%s is not a directory, but %s; give the folder of a compiled dictionary with --mecab-dictionary DIR"
              .formatted(folder, origin));
    }
    return folder;
  }
}
