package org.mekiki.core.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A piece of Java source as a list of what stands between semicolons and braces, without comments
 * and imports and with single spaces, so that neither line breaks nor remarks count.
 */
record Statements(List<String> all) {
  private static final Pattern IGNORED =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\n]*|^(import|package) [^;]*;", Pattern.DOTALL | Pattern.MULTILINE);

  /** A name that is no method, no member of something and no constant. */
  private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.])[a-z]\\w*\\b(?! ?\\()");

  /** Java's words that stand where a name could. */
  private static final Pattern WORD = Pattern.compile("var|int|float|for|if|return|new|final");

  private static final Pattern SEPARATOR = Pattern.compile("(?<=[{}])|(?=[{}])|;");

  /** All of a file. */
  static Statements of(String source) {
    String code = IGNORED.matcher(source).replaceAll(" ");
    // The semicolons of a for statement do not end one.
    String loops =
        Pattern.compile("for \\(([^;{]*);([^;{]*);").matcher(code).replaceAll("for ($1,$2,");
    var all = new ArrayList<String>();
    for (String piece : SEPARATOR.split(loops, -1)) {
      String statement =
          piece
              .replaceAll("\\s+", " ")
              .replaceAll(" ?([.(]) ?", "$1")
              .replaceAll(" \\)", ")")
              .strip();
      if (!statement.isEmpty()) {
        all.add(statement);
      }
    }
    return new Statements(List.copyOf(all));
  }

  /** Those from {@code from} (inclusive) to {@code to} (exclusive), as far as there are any. */
  Statements range(int from, int to) {
    int end = Math.min(all.size(), to);
    return new Statements(all.subList(Math.clamp(from, 0, end), end));
  }

  /** Where the statements are that a pattern is found in. */
  List<Integer> indices(Pattern pattern) {
    return IntStream.range(0, all.size())
        .filter(i -> pattern.matcher(all.get(i)).find())
        .boxed()
        .toList();
  }

  /** The first statement from {@code from} on that a pattern is found in. */
  OptionalInt next(Pattern pattern, int from) {
    return IntStream.range(from, all.size())
        .filter(i -> pattern.matcher(all.get(i)).find())
        .findFirst();
  }

  /** The body of the block that the statement at {@code header} opens. */
  Statements body(int header) {
    int depth = 1;
    int end = header + 2;
    for (; end < all.size() && depth > 0; end++) {
      depth += all.get(end).equals("{") ? 1 : all.get(end).equals("}") ? -1 : 0;
    }
    return range(header + 2, end - 1);
  }

  /** With each variable called by the order in which it comes: other names do not count. */
  Statements renamed() {
    Map<String, String> names = new HashMap<>();
    return new Statements(
        all.stream()
            .map(
                statement ->
                    VARIABLE
                        .matcher(statement)
                        .replaceAll(
                            found ->
                                WORD.matcher(found.group()).matches()
                                    ? found.group()
                                    : names.computeIfAbsent(
                                        found.group(), _ -> "v" + names.size())))
            .toList());
  }

  /** With something else in the place of what a pattern finds. */
  Statements replaced(Pattern pattern, String by) {
    return new Statements(
        all.stream().map(statement -> pattern.matcher(statement).replaceAll(by)).toList());
  }

  /** All that a pattern finds. */
  List<MatchResult> found(Pattern pattern) {
    return all.stream().flatMap(statement -> pattern.matcher(statement).results()).toList();
  }

  /** The first statement that is another one than here, in words; empty where all are the same. */
  String difference(Statements other) {
    int same = 0;
    while (same < Math.min(all.size(), other.all.size())
        && all.get(same).equals(other.all.get(same))) {
      same++;
    }
    return equals(other) ? "" : "\"%s\" is \"%s\"".formatted(at(same), other.at(same));
  }

  private String at(int index) {
    return index < all.size() ? all.get(index) : "(the end)";
  }
}
