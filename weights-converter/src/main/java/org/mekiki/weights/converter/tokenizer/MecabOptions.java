package org.mekiki.weights.converter.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.weights.converter.file.ConversionException;

/**
 * What a line of options says to MeCab: which dictionary it takes. Options that change how results
 * are printed are passed over; those that change words are refused.
 *
 * @param dictionary the folder of the dictionary, if it is named
 * @param users the users' dictionaries
 */
record MecabOptions(Optional<Path> dictionary, List<Path> users) {
  private static final Map<String, String> LONG =
      Map.of("--dicdir", "-d", "--rcfile", "-r", "--userdic", "-u");

  /** Options that change no word, with a value. */
  private static final List<String> PRINTED =
      List.of("-O", "-F", "-E", "-B", "-U", "-S", "-x", "-b");

  private static final List<String> PRINTED_LONG =
      List.of(
          "--output-format-type",
          "--node-format",
          "--unk-format",
          "--bos-format",
          "--eos-format",
          "--eon-format",
          "--unk-feature",
          "--input-buffer-size");

  /**
   * Reads a line of options.
   *
   * @param line as a shell would take it; quotes hold words together
   * @param origin where it stands, for messages
   */
  static MecabOptions of(String line, String origin) throws IOException {
    Optional<Path> dictionary = Optional.empty();
    Optional<Path> settings = Optional.empty();
    List<Path> users = List.of();
    List<String> words = words(line);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name =
          equals > 0 ? word.substring(0, equals) : word.startsWith("--") ? word : head(word);
      String value = equals > 0 ? word.substring(equals + 1) : word.substring(name.length());
      boolean printed = PRINTED.contains(name) || PRINTED_LONG.contains(name);
      String known = LONG.getOrDefault(name, name);
      if (!printed && !LONG.containsValue(known)) {
        throw new ConversionException(
            "%s: MeCab's option %s in \"mecab_option\" is not supported, only -d, -r and -u"
                .formatted(origin, name));
      }
      if (value.isEmpty() && equals < 0) {
        if (++i == words.size()) {
          throw new ConversionException(
              "%s: MeCab's option %s in \"mecab_option\" has no value".formatted(origin, name));
        }
        value = words.get(i);
      }
      switch (known) {
        case "-d" -> dictionary = Optional.of(Path.of(value));
        case "-r" -> settings = Optional.of(Path.of(value));
        case "-u" -> users = paths(value);
        default -> {
          // What is printed does not matter.
        }
      }
    }
    if (settings.isPresent()) {
      MecabOptions more = ofSettings(settings.get());
      dictionary = dictionary.or(more::dictionary);
      users = users.isEmpty() ? more.users() : users;
    }
    return new MecabOptions(dictionary, users);
  }

  private static String head(String word) {
    return word.startsWith("-") && word.length() > 2 ? word.substring(0, 2) : word;
  }

  /** A file of settings, {@code mecabrc}: a name, an equals sign and a value a line. */
  static MecabOptions ofSettings(Path file) throws IOException {
    Optional<Path> dictionary = Optional.empty();
    List<Path> users = List.of();
    if (!Files.isRegularFile(file)) {
      throw new ConversionException(
          file + ", which MeCab's options name, is not there; give --mecab-dictionary DIR");
    }
    Path folder = file.toAbsolutePath().getParent();
    for (String line : Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      int equals = line.indexOf('=');
      if (equals < 0 || line.startsWith(";") || line.startsWith("#")) {
        continue;
      }
      String value = line.substring(equals + 1).strip().replace("$(rcpath)", folder.toString());
      switch (line.substring(0, equals).strip()) {
        case "dicdir" -> dictionary = Optional.of(Path.of(value));
        case "userdic" -> users = paths(value);
        default -> {
          // Formats of output.
        }
      }
    }
    return new MecabOptions(dictionary, users);
  }

  private static List<Path> paths(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean begun = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
