package org.mekiki.cli.wording;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What expressions of a Java file can say: all sentences that they make of literals, with a place
 * for each value that is not one. Alternatives of conditions, switches, constants, variables and
 * methods of the same file are followed.
 */
final class SaidSentences {
  /** A place for a text or anything else. */
  static final char TEXT = '\u0001';

  /** A place for a whole number. */
  static final char NUMBER = '\u0002';

  private static final String PLACE = String.valueOf(TEXT);
  private static final Pattern FORMAT =
      Pattern.compile("%(?:(\\d+)\\$)?[-+,]?\\d*(?:\\.\\d+)?([sSdfgxX%])");
  private static final int MOST = 64;
  private static final int DEPTH = 6;

  private final SourceTokens tokens;

  SaidSentences(SourceTokens tokens) {
    this.tokens = tokens;
  }

  /** The sentences of each argument of a call whose bracket opens here. */
  List<Set<String>> ofCall(int open) {
    return arguments(open, 0);
  }

  private List<Set<String>> arguments(int open, int depth) {
    return tokens.split(",", open + 1, tokens.close(open)).stream()
        .map(part -> of(part[0], part[1], depth))
        .toList();
  }

  private Set<String> of(int from, int to, int depth) {
    if (from >= to || depth > DEPTH) {
      return Set.of(PLACE);
    }
    int lambda = tokens.find("->", from, to);
    if (lambda >= 0 && !tokens.at(from).equals("switch")) {
      return of(lambda + 1, to, depth);
    }
    int question = tokens.find("?", from, to);
    if (question >= 0) {
      int colon = otherwise(question, to);
      return union(List.of(of(question + 1, colon, depth), of(colon + 1, to, depth)));
    }
    List<int[]> summands = tokens.split("+", from, to);
    if (summands.size() > 1) {
      Set<String> whole = Set.of("");
      for (int[] part : summands) {
        whole = joined(whole, of(part[0], part[1], depth));
      }
      return whole;
    }
    if (tokens.at(from).equals("switch")) {
      return ofSwitch(from, to, depth);
    }
    return ofChain(from, to, depth);
  }

  private int otherwise(int question, int to) {
    int open = 1;
    for (int i = question + 1; i < to; i++) {
      if ("([{".contains(tokens.at(i))) {
        i = tokens.close(i);
      } else if (tokens.at(i).equals("?")) {
        open++;
      } else if (tokens.at(i).equals(":") && --open == 0) {
        return i;
      }
    }
    return to;
  }

  private Set<String> ofSwitch(int from, int to, int depth) {
    int open = tokens.find("{", from, to);
    var arms = new ArrayList<Set<String>>();
    int end = open < 0 ? from : tokens.close(open);
    for (int[] arm : tokens.split(";", open + 1, end)) {
      int arrow = tokens.find("->", arm[0], arm[1]);
      if (arrow >= 0 && !tokens.at(arrow + 1).equals("throw")) {
        arms.add(of(arrow + 1, arm[1], depth + 1));
      }
    }
    return union(arms);
  }

  /** A value, and what methods make of it one after the other. */
  private Set<String> ofChain(int from, int to, int depth) {
    int next = from + 1;
    Set<String> found;
    if (tokens.isString(from)) {
      found = Set.of(tokens.at(from).substring(1));
    } else if (tokens.at(from).equals("(")) {
      next = tokens.close(from) + 1;
      found = of(from + 1, next - 1, depth);
    } else if (tokens.at(next).equals("(") && tokens.isName(from)) {
      next = tokens.close(next) + 1;
      found = ofMethod(tokens.at(from), depth + 1);
    } else {
      found = ofVariable(tokens.at(from), depth + 1);
    }
    while (next < to) {
      if (tokens.at(next).equals(":") && tokens.at(next + 2).equals("formatted")) {
        return filled(found, List.of());
      }
      if (!tokens.at(next).equals(".") || !tokens.at(next + 2).equals("(")) {
        found = Set.of(PLACE);
        next++;
        continue;
      }
      int open = next + 2;
      found = after(tokens.at(next + 1), open, found, depth);
      next = tokens.close(open) + 1;
    }
    return found;
  }

  private Set<String> after(String method, int open, Set<String> before, int depth) {
    return switch (method) {
      case "formatted" -> filled(before, arguments(open, depth));
      case "format" -> {
        List<Set<String>> all = arguments(open, depth);
        int skip = all.getFirst().equals(Set.of(PLACE)) ? 1 : 0;
        yield skip < all.size()
            ? filled(all.get(skip), all.subList(skip + 1, all.size()))
            : Set.of(PLACE);
      }
      case "strip", "orElseThrow", "get" -> before;
      case "orElse", "orElseGet" -> union(List.of(before, arguments(open, depth).getFirst()));
      case "map" -> arguments(open, depth).getFirst();
      default -> Set.of(PLACE);
    };
  }

  private Set<String> ofVariable(String name, int depth) {
    var all = new ArrayList<Set<String>>();
    for (int i : tokens.places(name)) {
      if (tokens.at(i + 1).equals("=")
          && !tokens.at(i + 2).equals("=")
          && tokens.at(i - 1).equals("String")) {
        all.add(of(i + 2, tokens.find(";", i + 2, tokens.size()), depth));
      }
    }
    return union(all);
  }

  private Set<String> ofMethod(String name, int depth) {
    var all = new ArrayList<Set<String>>();
    for (int i : tokens.places(name)) {
      if (tokens.at(i + 1).equals("(")
          && (tokens.at(i - 1).equals("String") || tokens.at(i - 2).equals("String"))) {
        int end = tokens.close(i + 1);
        int body = tokens.find("{", end + 1, Math.min(end + 8, tokens.size()));
        for (int j = body; body > 0 && j < tokens.close(body); j++) {
          if (tokens.at(j).equals("return")) {
            all.add(of(j + 1, tokens.find(";", j, tokens.size()), depth));
          }
        }
      }
    }
    return union(all);
  }

  private static Set<String> union(List<Set<String>> all) {
    var whole = new LinkedHashSet<String>();
    all.forEach(whole::addAll);
    return whole.isEmpty() || whole.size() > MOST ? Set.of(PLACE) : whole;
  }

  private static Set<String> joined(Set<String> left, Set<String> right) {
    if (left.size() * right.size() > MOST) {
      return Set.of(PLACE);
    }
    var whole = new LinkedHashSet<String>();
    left.forEach(first -> right.forEach(second -> whole.add(first + second)));
    return whole;
  }

  private static Set<String> filled(Set<String> formats, List<Set<String>> values) {
    var whole = new ArrayList<Set<String>>();
    for (String format : formats) {
      Matcher place = FORMAT.matcher(format);
      Set<String> made = Set.of("");
      int at = 0;
      int next = 0;
      while (place.find()) {
        made = joined(made, Set.of(format.substring(at, place.start())));
        at = place.end();
        String kind = place.group(2);
        if (kind.equals("%")) {
          made = joined(made, Set.of("%"));
          continue;
        }
        int which = place.group(1) == null ? next++ : Integer.parseInt(place.group(1)) - 1;
        Set<String> value = which < values.size() ? values.get(which) : Set.of(PLACE);
        made = joined(made, kind.equals("d") ? Set.of(String.valueOf(NUMBER)) : value);
      }
      whole.add(joined(made, Set.of(format.substring(at))));
    }
    return union(whole);
  }
}
