package org.mekiki.cli.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tokens of a Java file: names, single signs, and strings with their quotation mark before them
 * and their escapes resolved. Comments and blanks are left out.
 */
final class SourceTokens {
  /** A character by its number, which is never in a sentence with words. */
  private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u");

  private final List<String> tokens = new ArrayList<>();

  /** Where the bracket that closes each opening one stands. */
  private int[] closing;

  private final Map<String, List<Integer>> names = new HashMap<>();

  SourceTokens(String source) {
    int at = 0;
    while (at < source.length()) {
      at = next(source, at);
    }
    pair();
  }

  private int next(String source, int at) {
    char sign = source.charAt(at);
    if (Character.isWhitespace(sign)) {
      return at + 1;
    }
    if (source.startsWith("//", at)) {
      return after(source, "\n", at + 2);
    }
    if (source.startsWith("/*", at)) {
      return after(source, "*/", at + 2);
    }
    if (source.startsWith("\"\"\"", at)) {
      int end = after(source, "\"\"\"", at + 3);
      tokens.add('"' + source.substring(at + 3, end - 3).stripIndent().strip());
      return end;
    }
    if (sign == '"' || sign == '\'') {
      int end = at + 1;
      while (source.charAt(end) != sign) {
        end += source.charAt(end) == '\\' ? 2 : 1;
      }
      tokens.add('"' + unescaped(source.substring(at + 1, end)));
      return end + 1;
    }
    int end = at;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    end = source.startsWith("->", at) ? at + 2 : Math.max(end, at + 1);
    tokens.add(source.substring(at, end));
    return end;
  }

  private static int after(String source, String end, int from) {
    int found = source.indexOf(end, from);
    return found < 0 ? source.length() : found + end.length();
  }

  private static String unescaped(String literal) {
    return UNICODE.matcher(literal).find() ? literal : literal.translateEscapes();
  }

  private void pair() {
    var open = new ArrayList<Integer>();
    closing = new int[tokens.size()];
    for (int i = 0; i < tokens.size(); i++) {
      closing[i] = i;
      if (isName(i)) {
        names.computeIfAbsent(tokens.get(i), _ -> new ArrayList<>()).add(i);
      }
      if ("([{".contains(tokens.get(i))) {
        open.add(i);
      } else if (")]}".contains(tokens.get(i)) && !open.isEmpty()) {
        closing[open.removeLast()] = i;
      }
    }
  }

  /** Where a name stands. */
  List<Integer> places(String name) {
    return names.getOrDefault(name, List.of());
  }

  int size() {
    return tokens.size();
  }

  String at(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : "";
  }

  boolean isString(int place) {
    return at(place).startsWith("\"");
  }

  boolean isName(int place) {
    return !at(place).isEmpty() && Character.isJavaIdentifierStart(at(place).charAt(0));
  }

  /** The bracket that closes the one here; the end of the file without one. */
  int close(int open) {
    return open < closing.length && closing[open] > open ? closing[open] : closing.length - 1;
  }

  /** The next place of a token between two places, outside of brackets; -1 without one. */
  int find(String token, int from, int to) {
    int end = Math.min(to, closing.length);
    for (int i = from; i < end; i = closing[i] + 1) {
      if (at(i).equals(token)) {
        return i;
      }
    }
    return -1;
  }

  /** The parts between tokens of one kind, as pairs of places. */
  List<int[]> split(String token, int from, int to) {
    var parts = new ArrayList<int[]>();
    int begin = from;
    for (int i = find(token, from, to); i >= 0; i = find(token, begin, to)) {
      parts.add(new int[] {begin, i});
      begin = i + 1;
    }
    if (begin < to) {
      parts.add(new int[] {begin, to});
    }
    return parts;
  }
}
