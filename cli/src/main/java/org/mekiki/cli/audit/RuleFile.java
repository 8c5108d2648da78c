package org.mekiki.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mekiki.cli.audit.count.Place;
import org.mekiki.cli.audit.count.Rule;
import org.mekiki.cli.audit.count.WordMatcher;
import org.mekiki.cli.console.Nearest;
import org.mekiki.cli.data.SectionFile;
import org.mekiki.transformer.tokenizer.pattern.TextSearch;

/** Rules from a file of sections, a rule each, with lines of the form {@code key: value}. */
final class RuleFile {
  private static final Pattern LINE = Pattern.compile("([a-z-]+)\\s*:\\s*(.*)");
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*(%?)");
  private static final List<String> KEYS =
      List.of(
          "words",
          "pattern",
          "class",
          "max-share",
          "max-mean-share",
          "top",
          "side",
          "allow",
          "reason");

  private final SectionFile file;
  private final List<String> labels;

  private RuleFile(SectionFile file, List<String> labels) {
    this.file = file;
    this.labels = labels;
  }

  /**
   * A rule with what people wrote about it.
   *
   * @param rule the rule
   * @param reason why there is such a rule; empty where nobody wrote it
   * @param limits in words
   */
  record Written(Rule rule, String reason, String limits) {}

  /** Reads a file. */
  static List<Written> read(Path path, List<String> labels) throws IOException {
    return of(SectionFile.read(path), labels);
  }

  static List<Written> of(SectionFile file, List<String> labels) {
    if (file.sections().isEmpty()) {
      throw new org.mekiki.cli.data.DataException(file.name() + " holds no rule");
    }
    var reader = new RuleFile(file, labels);
    return file.sections().stream().map(reader::rule).toList();
  }

  /** Finds places in a text. */
  private interface Finder {
    List<TextSearch.Match> find(String text);
  }

  /** What the lines of a section said so far. */
  private static final class Parts {
    private final List<String> words = new ArrayList<>();
    private final List<Finder> patterns = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private OptionalInt target = OptionalInt.empty();
    private OptionalDouble share = OptionalDouble.empty();
    private OptionalDouble mean = OptionalDouble.empty();
    private int top;
    private boolean either;
    private Rule.Allowance allowed = new Rule.Allowance(0, false);
  }

  private Written rule(SectionFile.Section section) {
    var parts = new Parts();
    for (SectionFile.Line line : section.lines()) {
      Matcher matcher = LINE.matcher(line.text());
      if (!matcher.matches()) {
        throw file.at(line.number(), "a line of a rule has the form key: value");
      }
      take(parts, matcher.group(1), matcher.group(2).strip(), line);
    }
    if (parts.words.isEmpty() && parts.patterns.isEmpty()) {
      throw file.at(
          section.number(), "the rule [%s] needs words or a pattern".formatted(section.name()));
    }
    if (parts.limits.isEmpty()) {
      throw file.at(
          section.number(),
          "the rule [%s] needs a limit: max-share, max-mean-share or top"
              .formatted(section.name()));
    }
    var limits = new Rule.Limits(parts.share, parts.top, parts.mean, parts.either);
    return new Written(
        new Rule(section.name(), finder(parts), parts.target, limits, parts.allowed),
        String.join(" ", parts.reasons),
        String.join("; ", parts.limits));
  }

  private void take(Parts parts, String key, String value, SectionFile.Line line) {
    switch (key) {
      case "words" ->
          Arrays.stream(value.split(",", -1))
              .map(String::strip)
              .filter(word -> !word.isEmpty())
              .forEach(parts.words::add);
      case "pattern" -> parts.patterns.add(pattern(value, line));
      case "class" -> parts.target = target(value, line);
      case "max-share" -> {
        parts.share = OptionalDouble.of(share(value, line));
        parts.limits.add("at most " + value + " of a text's decision");
      }
      case "max-mean-share" -> {
        parts.mean = OptionalDouble.of(share(value, line));
        parts.limits.add("at most " + value + " on average");
      }
      case "top" -> {
        if (!value.matches("[1-9][0-9]{0,5}")) {
          throw file.at(line.number(), "top takes a number of words, 1 or more; got " + value);
        }
        parts.top = Integer.parseInt(value);
        parts.limits.add("not among the " + value + " strongest words of a text");
      }
      case "side" -> {
        if (!value.equals("for") && !value.equals("either")) {
          throw file.at(line.number(), "side is for or either, got " + value);
        }
        parts.either = value.equals("either");
      }
      case "allow" -> parts.allowed = allowance(value, line);
      case "reason" -> parts.reasons.add(value);
      default ->
          throw file.at(
              line.number(),
              "a rule knows no \"%s\"%s; it knows %s"
                  .formatted(key, Nearest.hint(key, KEYS), String.join(", ", KEYS)));
    }
  }

  /** A search that names its line where it cannot be done. */
  private Finder pattern(String value, SectionFile.Line line) {
    try {
      TextSearch search = TextSearch.ignoringCase(value);
      return text -> {
        try {
          return search.find(text);
        } catch (IllegalArgumentException e) {
          throw file.at(line.number(), e.getMessage());
        }
      };
    } catch (IllegalArgumentException e) {
      throw file.at(
          line.number(),
          "the pattern is not a regular expression that can be run: " + e.getMessage());
    }
  }

  private OptionalInt target(String value, SectionFile.Line line) {
    int index = labels.indexOf(value);
    if (index < 0 && value.equals("any")) {
      return OptionalInt.empty();
    }
    if (index < 0) {
      throw file.at(
          line.number(),
          "the model has no class \"%s\"%s; it has %s, and any means all of them"
              .formatted(value, Nearest.hint(value, labels), String.join(", ", labels)));
    }
    return OptionalInt.of(index);
  }

  private double share(String value, SectionFile.Line line) {
    Matcher matcher = NUMBER.matcher(value);
    double share =
        matcher.matches()
            ? Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100)
            : Double.NaN;
    if (!(share <= 1)) {
      throw file.at(line.number(), "a share is written as 0.1 or 10 %, and is at most 1");
    }
    return share;
  }

  private Rule.Allowance allowance(String value, SectionFile.Line line) {
    if (value.endsWith("%")) {
      return new Rule.Allowance(share(value, line), true);
    }
    if (!value.matches("[0-9]{1,9}")) {
      throw file.at(line.number(), "allow takes a number of texts, or a share such as 1 %");
    }
    return new Rule.Allowance(Integer.parseInt(value), false);
  }

  private static Function<String, List<Place>> finder(Parts parts) {
    WordMatcher matcher = parts.words.isEmpty() ? null : new WordMatcher(parts.words);
    return text -> {
      var places = new ArrayList<Place>();
      if (matcher != null) {
        matcher.find(text).forEach(match -> places.add(new Place(0, match.start(), match.end())));
      }
      for (Finder pattern : parts.patterns) {
        pattern.find(text).forEach(match -> places.add(new Place(0, match.start(), match.end())));
      }
      return places;
    };
  }
}
