package org.mekiki.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.mekiki.cli.audit.count.Substitution;
import org.mekiki.cli.audit.count.WordMatcher;
import org.mekiki.cli.data.SectionFile;

/**
 * Words that should make no difference, from a file of sections: words with slashes between them
 * are put in each other's place, words alone are only watched.
 *
 * @param source the file's name
 * @param sets the sections
 * @param swaps of all sections
 */
record Probes(String source, List<WordSet> sets, List<Swap> swaps) {
  /** None. */
  static final Probes NONE = new Probes("none", List.of(), List.of());

  private static final String DEFAULT = "probes.txt";
  private static final int MOST_SWAPS = 2000;

  /**
   * Words of a section.
   *
   * @param name of the section
   * @param words all of them
   * @param matcher finds them
   */
  record WordSet(String name, List<String> words, WordMatcher matcher) {}

  /**
   * A substitution.
   *
   * @param set name of the section
   * @param name what is put in the place of what
   * @param substitution the same
   */
  record Swap(String set, String name, Substitution substitution) {}

  /** The embedded ones. */
  static Probes embedded() throws IOException {
    try (InputStream in = Probes.class.getResourceAsStream(DEFAULT)) {
      return of(SectionFile.parse("the embedded probes", in.readAllBytes()));
    }
  }

  /** Of a file. */
  static Probes read(Path file) throws IOException {
    return of(SectionFile.read(file));
  }

  static Probes of(SectionFile file) {
    var sets = new ArrayList<WordSet>();
    var swaps = new ArrayList<Swap>();
    for (SectionFile.Section section : file.sections()) {
      var words = new LinkedHashSet<String>();
      var pairs = new ArrayList<List<String>>();
      for (SectionFile.Line line : section.lines()) {
        List<String> alternatives = alternatives(file, line);
        words.addAll(alternatives);
        if (alternatives.size() > 1) {
          pairs.add(alternatives);
          addEach(section.name(), alternatives, swaps);
        }
      }
      if (words.isEmpty()) {
        throw file.at(section.number(), "the section [%s] is empty".formatted(section.name()));
      }
      addTogether(section.name(), pairs, swaps);
      List<String> list = List.copyOf(words);
      sets.add(new WordSet(section.name(), list, new WordMatcher(list)));
    }
    if (swaps.size() > MOST_SWAPS) {
      throw new org.mekiki.cli.data.DataException(
          "%s asks for %d substitutions; at most %d are allowed"
              .formatted(file.name(), swaps.size(), MOST_SWAPS));
    }
    return new Probes(file.name(), List.copyOf(sets), List.copyOf(swaps));
  }

  private static List<String> alternatives(SectionFile file, SectionFile.Line line) {
    List<String> words =
        Arrays.stream(line.text().split("/", -1))
            .map(word -> word.strip().replaceAll("\\s+", " "))
            .toList();
    if (words.stream().anyMatch(String::isEmpty)) {
      throw file.at(line.number(), "a word is missing next to a slash");
    }
    if (words.stream().distinct().count() < words.size()) {
      throw file.at(line.number(), "a word is replaced by itself");
    }
    return words;
  }

  /** Each word by each other one of its line. */
  private static void addEach(String set, List<String> words, List<Swap> swaps) {
    for (String from : words) {
      for (String to : words) {
        if (!from.equals(to)) {
          String name = from + " → " + to;
          if (swaps.stream()
              .noneMatch(swap -> swap.set().equals(set) && swap.name().equals(name))) {
            swaps.add(new Swap(set, name, new Substitution(Map.of(from, to))));
          }
        }
      }
    }
  }

  /** All pairs of a section at once: sentences stay grammatical when "he" and "his" change. */
  private static void addTogether(String set, List<List<String>> lines, List<Swap> swaps) {
    if (lines.size() < 2 || lines.stream().anyMatch(line -> line.size() != 2)) {
      return;
    }
    for (int from = 0; from < 2; from++) {
      var words = new LinkedHashMap<String, String>();
      for (List<String> line : lines) {
        // Of a word with two partners the first line decides.
        words.putIfAbsent(line.get(from), line.get(1 - from));
      }
      String name = from == 0 ? "all: left → right" : "all: right → left";
      swaps.add(new Swap(set, name, new Substitution(words)));
    }
  }
}
