package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads a pattern of Oniguruma's Ruby syntax, as far as it needs no memory of what groups held.
 *
 * <p>Groups that are open stand on a stack of its own, not on the thread's.
 */
final class Parser {
  private static final int LARGEST_COUNT = 1000;

  private final PatternReader in;
  private final ArrayDeque<Group> open = new ArrayDeque<>();
  private boolean ignoreCase;
  private boolean dotMatchesAll;
  private boolean extended;

  Parser(PatternReader in, boolean ignoreCase, boolean dotMatchesAll, boolean extended) {
    this.in = in;
    this.ignoreCase = ignoreCase;
    this.dotMatchesAll = dotMatchesAll;
    this.extended = extended;
  }

  /** A group that is still open, and the flags that hold again behind it. */
  private static final class Group {
    final UnaryOperator<Node> meaning;
    final boolean restOfGroup;
    final boolean[] flagsBehind;
    final List<Node> branches = new ArrayList<>();
    List<Node> parts = new ArrayList<>();

    Group(UnaryOperator<Node> meaning, boolean restOfGroup, boolean[] flagsBehind) {
      this.meaning = meaning;
      this.restOfGroup = restOfGroup;
      this.flagsBehind = flagsBehind;
    }

    void endBranch() {
      branches.add(Node.sequence(parts));
      parts = new ArrayList<>();
    }
  }

  Node parse() {
    open(UnaryOperator.identity());
    while (!in.atEnd()) {
      if (!(extended && skipsComment())) {
        item();
      }
    }
    Node all = closeRests();
    if (!open.isEmpty()) {
      throw in.wrong("opens a group that is never closed");
    }
    if (all.size() > Program.LARGEST) {
      throw in.tooLarge();
    }
    return all;
  }

  private void item() {
    int c = in.next();
    if (c == '|') {
      open.peek().endBranch();
    } else if (c == ')') {
      Node group = closeRests();
      if (open.isEmpty()) {
        throw in.wrong("closes a group that is not open");
      }
      add(group);
    } else if (!repeats(c)) {
      if (c == '(') {
        group();
      } else {
        add(atom(c));
      }
    }
  }

  private void add(Node node) {
    if (node.size() > Program.LARGEST) {
      throw in.tooLarge();
    }
    open.peek().parts.add(node);
  }

  private boolean[] flags() {
    return new boolean[] {ignoreCase, dotMatchesAll, extended};
  }

  private void setFlags(boolean[] flags) {
    ignoreCase = flags[0];
    dotMatchesAll = flags[1];
    extended = flags[2];
  }

  private void open(UnaryOperator<Node> meaning) {
    open.push(new Group(meaning, false, flags()));
  }

  /** Closes the innermost group, and what reaches from flags within it to its end. */
  private Node closeRests() {
    while (true) {
      Group group = open.pop();
      group.endBranch();
      setFlags(group.flagsBehind);
      Node node = group.meaning.apply(Node.choice(group.branches));
      if (!group.restOfGroup) {
        return node;
      }
      add(node);
    }
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

  /** Whether a character is a quantifier; then it holds for what stands before it. */
  private boolean repeats(int c) {
    boolean interval = c == '{';
    int before = in.position();
    int[] bounds = interval ? interval() : bounds(c);
    if (bounds == null) {
      in.back(before);
      return false;
    }
    List<Node> parts = open.peek().parts;
    if (parts.isEmpty()) {
      if (interval) {
        in.back(before);
        return false;
      }
      throw in.wrong("repeats nothing");
    }
    int min = bounds[0];
    int max = bounds[1];
    // After an exact count a question mark makes the whole optional, and a plus repeats it.
    boolean lazy = !(interval && min == max) && in.accept('?');
    boolean possessive = !interval && !lazy && in.accept('+');
    boolean swapped = max >= 0 && max < min;
    Node node = Repetition.of(parts.removeLast(), swapped ? max : min, swapped ? min : max, !lazy);
    add(possessive || swapped ? Node.atomic(node) : node);
    return true;
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
    return new int[] {Math.max(min, 0), comma ? -1 : max};
  }

  private Node atom(int c) {
    return switch (c) {
      case '[' -> chars(new ClassParser(in).read(ignoreCase));
      case '.' -> {
        boolean all = dotMatchesAll;
        yield chars(CodePointSet.of(p -> all || p != '\n'));
      }
      case '^' -> new Node.Anchor(Node.Place.LINE_START);
      case '$' -> new Node.Anchor(Node.Place.LINE_END);
      case '\\' -> escape();
      default -> literal(c);
    };
  }

  private static Node chars(CodePointSet set) {
    return new Node.Chars(set);
  }

  private Node literal(int c) {
    return chars(ignoreCase ? CodePointSet.ignoringCase(c) : CodePointSet.single(c));
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
        Node.sequence(List.of(chars(CodePointSet.single('\r')), chars(CodePointSet.single('\n'))));
    Node single =
        chars(
            CodePointSet.of(p -> p >= 0xA && p <= 0xD || p == 0x85 || p == 0x2028 || p == 0x2029));
    return Node.atomic(Node.choice(List.of(pair, single)));
  }

  /** After the opening parenthesis. */
  private void group() {
    if (!in.accept('?')) {
      open(UnaryOperator.identity());
      return;
    }
    int c = in.next();
    switch (c) {
      case ':' -> open(UnaryOperator.identity());
      case '=' -> open(body -> Node.look(body, false));
      case '!' -> open(body -> Node.look(body, true));
      case '>' -> open(Node::atomic);
      case '#' -> {
        if (!in.skipPast(')')) {
          throw in.wrong("opens a comment that is never closed");
        }
      }
      case '<' -> {
        if (in.accept('=')) {
          open(body -> lookBack(body, false));
        } else if (in.accept('!')) {
          open(body -> lookBack(body, true));
        } else {
          in.skipPast('>');
          open(UnaryOperator.identity());
        }
      }
      default -> groupWithFlags(c);
    }
  }

  private Node lookBack(Node body, boolean negated) {
    Node look = Node.lookBack(body, negated);
    if (look == null) {
      throw in.wrong("looks back over a text of varying length, which is not supported");
    }
    return look;
  }

  private void groupWithFlags(int first) {
    boolean[] before = flags();
    boolean on = true;
    for (int c = first; ; c = in.next()) {
      switch (c) {
        case '-' -> on = false;
        case 'i' -> ignoreCase = on;
        case 'm' -> dotMatchesAll = on;
        case 'x' -> extended = on;
        case ':', ')' -> {
          // Without a colon, the rest of the enclosing group is under the flags, further branches
          // included.
          open.push(new Group(UnaryOperator.identity(), c == ')', before));
          return;
        }
        default -> throw in.wrong("has a group of a kind that is not supported");
      }
    }
  }
}
