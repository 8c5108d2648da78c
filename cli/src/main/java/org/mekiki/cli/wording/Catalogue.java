package org.mekiki.cli.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sentences of another language by the English ones. A file of it holds pairs of lines, English
 * first; empty lines and those that begin with {@code # } are between pairs. {@code \n} in a line
 * breaks it.
 */
final class Catalogue {
  /** No sentence. */
  static final Catalogue EMPTY = new Catalogue(Map.of());

  /** Where sentences are used. */
  static final List<String> FILES =
      List.of("audit", "evaluate", "study", "terminal", "told", "refusals", "help");

  /** What is longer is no sentence of ours. */
  private static final int LONGEST = 4000;

  /** How deep sentences stand in sentences: a list of them is one in the other. */
  private static final int DEPTH = 16;

  private final Map<String, String> sentences;

  /** Made when a sentence is first looked for that is not here as it is: many runs tell none. */
  private volatile List<Template> templates;

  private Catalogue(Map<String, String> sentences) {
    this.sentences = sentences;
  }

  /** Two threads may make them at once; each gets all. */
  private List<Template> templates() {
    List<Template> known = templates;
    if (known == null) {
      known = templates(sentences);
      templates = known;
    }
    return known;
  }

  /** The templates of sentences in the order in which they are tried, the surest first. */
  static List<Template> templates(Map<String, String> sentences) {
    return sentences.entrySet().stream()
        .map(pair -> new Template(pair.getKey(), pair.getValue()))
        .filter(Template::isUsable)
        .sorted(
            Comparator.comparing((Template each) -> !each.isList())
                .thenComparing(each -> -each.literals()))
        .toList();
  }

  /** All files of a language. */
  static Catalogue of(String language) {
    var all = new LinkedHashMap<String, String>();
    for (String file : FILES) {
      read(language, file)
          .forEach(
              (english, other) -> {
                String before = all.putIfAbsent(english, other);
                if (before != null && !before.equals(other)) {
                  throw new IllegalStateException("two translations of " + english);
                }
              });
    }
    return new Catalogue(all);
  }

  /** One file. */
  static Map<String, String> read(String language, String file) {
    String name = file + "_" + language + ".txt";
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      var lines = new ArrayList<String>();
      text.lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .map(line -> line.replace("\\n", "\n"))
          .forEach(lines::add);
      var pairs = new LinkedHashMap<String, String>();
      for (int i = 0; i < lines.size(); i += 2) {
        if (pairs.put(lines.get(i), lines.get(i + 1)) != null) {
          throw new IllegalStateException(name + " holds twice: " + lines.get(i));
        }
      }
      return pairs;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is part of the program
    }
  }

  /** The pattern in this language; the English one where there is no other. */
  String pattern(String english) {
    return sentences.getOrDefault(english, english);
  }

  /** A sentence with what is filled in, in this language. */
  Optional<String> find(String sentence) {
    return find(sentence, 0, new HashMap<>());
  }

  /** Parts are looked for once: several templates may cut a sentence at the same place. */
  private Optional<String> find(String sentence, int depth, Map<String, Optional<String>> parts) {
    String whole = sentences.get(sentence);
    if (whole != null) {
      return Optional.of(whole.replace("%%", "%"));
    }
    if (sentence.length() > LONGEST || depth == DEPTH) {
      return Optional.empty();
    }
    Optional<String> known = parts.get(sentence);
    if (known == null) {
      known =
          templates().stream()
              .map(each -> each.of(sentence, part -> find(part, depth + 1, parts)))
              .flatMap(Optional::stream)
              .findFirst();
      parts.put(sentence, known);
    }
    return known;
  }
}
