package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayList;
import java.util.List;

/** Reads a pattern of Oniguruma's Ruby syntax, as far as it needs no memory of what groups held. */
final class Parser {
  private static final int LARGEST_COUNT = 1000;
  private static final int DEEPEST = 100;

  private final PatternReader in;
  private boolean ignoreCase;
  private boolean dotMatchesAll;
  private boolean extended;
  private int depth;

  Parser(String pattern) {
    this.in = new PatternReader(pattern);
  }

  Node parse() {
    Node node = choice();
    if (!in.atEnd()) {
      throw in.wrong("closes a group that is not open");
    }
    return node;
  }

  private Node choice() {
    if (++depth > DEEPEST) {
      throw in.wrong("nests too deeply");
    }
    boolean[] flags = {ignoreCase, dotMatchesAll, extended};
    var branches = new ArrayList<Node>();
    branches.add(sequence());
    while (in.accept('|')) {
      branches.add(sequence());
    }
    ignoreCase = flags[0];
    dotMatchesAll = flags[1];
    extended = flags[2];
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new Node.Choice(branches);
  }

  private Node sequence() {
    var parts = new ArrayList<Node>();
    while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
      if (extended && skipsComment()) {
        continue;
      }
      Node atom = atom();
      if (atom != null) {
        parts.add(repeated(atom));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Sequence(parts);
  }

  private boolean skipsComment() {
    if (in.accept('#')) {
      in.skipPast('\n');
      return true;
    }
    if (Properties.isSpace(in.peek())) {
      in.next();
      return true;
    }
    return false;
  }

  private Node repeated(Node atom) {
    Node node = atom;
    while (!in.atEnd()) {
      int before = in.position();
      int c = in.next();
      boolean interval = c == '{';
      int[] bounds = interval ? interval() : bounds(c);
      if (bounds == null) {
        in.back(before);
        return node;
      }
      int min = bounds[0];
      int max = bounds[1];
      // After an exact count a question mark makes the whole optional, and a plus repeats it.
      boolean lazy = !(interval && min == max) && in.accept('?');
      boolean possessive = !interval && !lazy && in.accept('+');
      node = new Node.Repeat(node, min, max, !lazy);
      node = possessive ? new Node.Atomic(node) : node;
    }
    return node;
  }

  private static int[] bounds(int c) {
    return switch (c) {
      case '*' -> new int[] {0, -1};
      case '+' -> new int[] {1, -1};
      case '?' -> new int[] {0, 1};
      default -> null;
    };
  }

  /** The bounds after an opening brace, or null if it is an ordinary brace. */
  private int[] interval() {
    int min = in.number(LARGEST_COUNT);
    int max = min;
    if (in.accept(',')) {
      max = in.number(LARGEST_COUNT);
    }
    boolean comma = in.previous() == ',';
    if (!in.accept('}') || min < 0 && max < 0) {
      return null;
    }
    int from = Math.max(min, 0);
    int to = comma ? -1 : max;
    return to >= 0 && to < from ? new int[] {to, from} : new int[] {from, to};
  }

  private Node atom() {
    int c = in.next();
    return switch (c) {
      case '(' -> group();
      case '[' -> chars(new ClassParser(in).read(ignoreCase));
      case '.' -> {
        boolean all = dotMatchesAll;
        yield chars(CodePointSet.of(p -> all || p != '\n'));
      }
      case '^' -> new Node.Anchor(Node.Place.LINE_START);
      case '$' -> new Node.Anchor(Node.Place.LINE_END);
      case '\\' -> escape();
      case '*', '+', '?' -> throw in.wrong("repeats nothing");
      default -> literal(c);
    };
  }

  private static Node chars(CodePointSet set) {
    return new Node.Chars(set);
  }

  private Node literal(int c) {
    return chars(
        CodePointSet.of(ignoreCase ? CodePointSet.ignoringCase(p -> p == c) : p -> p == c));
  }

  private Node escape() {
    int c = in.next();
    return switch (c) {
      case 'A' -> new Node.Anchor(Node.Place.TEXT_START);
      case 'z' -> new Node.Anchor(Node.Place.TEXT_END);
      case 'Z' -> new Node.Anchor(Node.Place.LAST_LINE_END);
      case 'b' -> new Node.Anchor(Node.Place.WORD_BOUNDARY);
      case 'B' -> new Node.Anchor(Node.Place.NO_WORD_BOUNDARY);
      case 'w' -> chars(CodePointSet.of(Properties::isWord));
      case 'W' -> chars(CodePointSet.of(p -> !Properties.isWord(p)));
      case 'N' -> chars(CodePointSet.of(p -> p != '\n'));
      case 'O' -> chars(CodePointSet.of(_ -> true));
      case 'R' -> lineBreak();
      default -> {
        var set = in.escapedSet(c);
        yield set != null ? chars(CodePointSet.of(set)) : literal(in.escapedCodePoint(c));
      }
    };
  }

  private static Node lineBreak() {
    Node pair =
        new Node.Sequence(
            List.of(
                chars(CodePointSet.of(p -> p == '\r')), chars(CodePointSet.of(p -> p == '\n'))));
    Node single =
        chars(
            CodePointSet.of(p -> p >= 0xA && p <= 0xD || p == 0x85 || p == 0x2028 || p == 0x2029));
    return new Node.Atomic(new Node.Choice(List.of(pair, single)));
  }

  /** After the opening parenthesis; null for flags that hold until the group around them ends. */
  private Node group() {
    if (!in.accept('?')) {
      return closed(choice());
    }
    int c = in.next();
    return switch (c) {
      case ':' -> closed(choice());
      case '=' -> new Node.Look(closed(choice()), true, false);
      case '!' -> new Node.Look(closed(choice()), true, true);
      case '>' -> new Node.Atomic(closed(choice()));
      case '#' -> comment();
      case '<' -> {
        if (in.accept('=')) {
          yield new Node.Look(closed(choice()), false, false);
        }
        if (in.accept('!')) {
          yield new Node.Look(closed(choice()), false, true);
        }
        in.skipPast('>');
        yield closed(choice());
      }
      default -> flags(c);
    };
  }

  private Node comment() {
    in.skipPast(')');
    return null;
  }

  private Node closed(Node body) {
    if (in.atEnd()) {
      throw in.wrong("opens a group that is never closed");
    }
    in.next();
    return body;
  }

  private Node flags(int first) {
    boolean[] before = {ignoreCase, dotMatchesAll, extended};
    boolean on = true;
    for (int c = first; ; c = in.next()) {
      switch (c) {
        case '-' -> on = false;
        case 'i' -> ignoreCase = on;
        case 'm' -> dotMatchesAll = on;
        case 'x' -> extended = on;
        case ':' -> {
          Node body = closed(choice());
          ignoreCase = before[0];
          dotMatchesAll = before[1];
          extended = before[2];
          return body;
        }
        case ')' -> {
          // The rest of the enclosing group, further branches included, is under the flags.
          return choice();
        }
        default -> throw in.wrong("has a group of a kind that is not supported");
      }
    }
  }
}
