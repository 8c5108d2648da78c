package org.mekiki.cli.wording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences of all exceptions that a command tells its user, by where they are made. */
final class RefusalSources {
  private static final List<String> MODULES =
      List.of("weights-converter", "transformer", "sig", "core", "report", "cli");

  /** Told as internal faults, or not at all. */
  private static final Set<String> OTHERS =
      Set.of(
          "IllegalStateException",
          "CancellationException",
          "UncheckedIOException",
          "RejectedExecutionException",
          "IndexOutOfBoundsException",
          "UnsupportedOperationException",
          "EOFException",
          "SocketTimeoutException",
          "RegexStoppedException");

  /** What a file is instead of a model, which refusals say. */
  private static final String FOREIGN = "Format";

  /** A refusal of the server. */
  private static final String OF_SERVER = "Problem";

  private static final Pattern WORD = Pattern.compile("[a-z]{2,}[^a-z]");

  private RefusalSources() {}

  /** Read once for all tests of a run. */
  private static Map<String, Set<String>> said;

  /** Sentences by file, with the marks of {@link SaidSentences} for what is filled in. */
  static synchronized Map<String, Set<String>> all() throws IOException {
    if (said == null) {
      said = all(Path.of(".."));
    }
    return said;
  }

  private static Map<String, Set<String>> all(Path root) throws IOException {
    var files = new LinkedHashMap<String, SourceTokens>();
    for (String module : MODULES) {
      Path sources = root.resolve(module).resolve("src/main/java");
      try (Stream<Path> found = Files.walk(sources)) {
        for (Path file :
            found.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
          files.put(
              root.relativize(file).toString().replace("\\", "/"),
              new SourceTokens(Files.readString(file)));
        }
      }
    }
    return all(files);
  }

  static Map<String, Set<String>> all(Map<String, SourceTokens> files) {
    var makers = new HashMap<String, Set<String>>();
    files.forEach((file, tokens) -> makers.put(type(file), makers(tokens)));
    var every = new TreeSet<String>();
    makers.values().forEach(every::addAll);
    every.remove("of");
    var all = new LinkedHashMap<String, Set<String>>();
    files.forEach(
        (file, tokens) -> {
          var sentences = new SaidSentences(tokens);
          for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.at(i + 1).equals("(")
                && isRefusal(tokens, i, makers.get(type(file)), makers, every)) {
              for (Set<String> argument : sentences.ofCall(i + 1)) {
                argument.stream()
                    .filter(RefusalSources::isSentence)
                    .forEach(each -> all.computeIfAbsent(file, _ -> new TreeSet<>()).add(each));
              }
            }
          }
        });
    return all;
  }

  private static String type(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }

  private static boolean isRefusal(
      SourceTokens tokens,
      int place,
      Set<String> here,
      Map<String, Set<String>> makers,
      Set<String> every) {
    String name = tokens.at(place);
    if (tokens.at(place - 1).equals("new")) {
      return name.equals(FOREIGN) || name.endsWith("Exception") && !OTHERS.contains(name);
    }
    if (!tokens.isName(place) || isDeclared(tokens, place)) {
      return false;
    }
    if (!tokens.at(place - 1).equals(".")) {
      return here.contains(name);
    }
    String before = tokens.at(place - 2);
    if (before.equals("Optional")) {
      return name.equals("of"); // what is wrong, if anything is
    }
    return makers.getOrDefault(before, every).contains(name);
  }

  private static boolean isDeclared(SourceTokens tokens, int place) {
    return tokens.isName(place - 1)
        && !Set.of("throw", "return", "yield", "else").contains(tokens.at(place - 1));
  }

  /** Methods that make an exception of a text, or throw one. */
  private static Set<String> makers(SourceTokens tokens) {
    var names = new TreeSet<String>();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (!tokens.at(i + 1).equals("(") || !tokens.isName(i) || !isDeclared(tokens, i)) {
        continue;
      }
      if (tokens.at(i - 1).endsWith("Exception")
          || tokens.at(i - 1).equals(OF_SERVER)
          || throwsItsText(tokens, i)) {
        names.add(tokens.at(i));
      }
    }
    return names;
  }

  /** Whether a method throws an exception with a text that it was given. */
  private static boolean throwsItsText(SourceTokens tokens, int place) {
    int end = tokens.close(place + 1);
    int open = tokens.find("{", end, Math.min(end + 8, tokens.size()));
    if (open < 0) {
      return false;
    }
    for (int i = place + 2; i < end; i++) {
      if (tokens.at(i).equals("String") && throwsText(tokens, open, tokens.at(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean throwsText(SourceTokens tokens, int open, String name) {
    for (int i = open; i < tokens.close(open); i++) {
      if (tokens.at(i).equals("throw")
          && tokens.at(i + 1).equals("new")
          && tokens.at(i + 3).equals("(")) {
        for (int j = i + 4; j < tokens.close(i + 3); j++) {
          if (tokens.at(j).equals(name)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Two words at least: what is shorter is a name or a piece. */
  private static boolean isSentence(String text) {
    return text.indexOf(' ') > 0
        && !text.contains("\\u")
        && WORD.matcher(text).find()
        && text.matches("(?s).*[A-Za-z]{2,}.* .*");
  }
}
