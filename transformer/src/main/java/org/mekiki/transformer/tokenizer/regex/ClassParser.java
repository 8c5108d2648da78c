package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/** Reads a set in square brackets: characters, ranges, named sets, further sets, intersections. */
final class ClassParser {
  /** Beyond any name's length, so that no long word is read again for each bracket before it. */
  private static final int LONGEST_NAME = 20;

  private final PatternReader in;
  private final SetExpression expression = new SetExpression();
  private final ArrayDeque<Bracket> open = new ArrayDeque<>();
  private boolean outermostNegated;

  ClassParser(PatternReader in) {
    this.in = in;
  }

  /** A set that is still open: what was read since its last {@code &&}. */
  private static final class Bracket {
    final boolean negated;
    MemberList members = new MemberList();
    boolean hasSets;
    boolean intersects;
    boolean empty = true;

    Bracket(boolean negated) {
      this.negated = negated;
    }
  }

  /** The set, its opening bracket already read. */
  CodePointSet read(boolean ignoreCase) {
    outermostNegated = in.accept('^');
    open.push(new Bracket(false));
    while (!open.isEmpty()) {
      if (in.atEnd()) {
        throw in.wrong("opens a set that is never closed");
      }
      Bracket top = open.peek();
      boolean first = top.empty;
      top.empty = false;
      if (!first && in.accept(']')) {
        close(open.pop());
      } else if (in.accept("&&")) {
        intersect(top);
        top.intersects = true;
      } else {
        item(top.members);
      }
    }
    return finished(ignoreCase);
  }

  /** Case is looked away from once, in the outermost set and before it is negated. */
  private CodePointSet finished(boolean ignoreCase) {
    IntPredicate set = expression.finished();
    IntPredicate folded = ignoreCase ? c -> containsVariant(set, c) : set;
    int weight = ignoreCase ? 4 * expression.weight() : expression.weight();
    return CodePointSet.of(outermostNegated ? folded.negate() : folded, weight);
  }

  private static boolean containsVariant(IntPredicate set, int c) {
    if (set.test(c)) {
      return true;
    }
    for (int variant : CaseFolding.variants(c)) {
      if (set.test(variant)) {
        return true;
      }
    }
    return false;
  }

  /** Ends what stands between two {@code &&}; nothing there is the empty set. */
  private void intersect(Bracket bracket) {
    if (!bracket.members.isEmpty() || !bracket.hasSets) {
      expression.operand(bracket.members);
      if (bracket.hasSets) {
        expression.or();
      }
    }
    if (bracket.intersects) {
      expression.and();
    }
    bracket.members = new MemberList();
    bracket.hasSets = false;
  }

  private void close(Bracket bracket) {
    intersect(bracket);
    if (bracket.negated) {
      expression.not();
    }
    Bracket around = open.peek();
    if (around != null) {
      if (around.hasSets) {
        expression.or();
      }
      around.hasSets = true;
    }
  }

  private void item(MemberList members) {
    int c = in.next();
    if (c == '[') {
      IntPredicate named = in.peekIs(':') ? named() : null;
      if (named != null) {
        members.add(named);
      } else {
        open.push(new Bracket(in.accept('^')));
      }
      return;
    }
    if (c == '\\') {
      int escaped = in.next();
      if (escaped == 'w' || escaped == 'W') {
        IntPredicate word = Properties.bracketed("word");
        members.add(escaped == 'w' ? word : word.negate());
        return;
      }
      IntPredicate set = in.escapedSet(escaped);
      if (set != null) {
        members.add(set);
        return;
      }
      c = escaped == 'b' ? '\b' : in.escapedCodePoint(escaped);
    }
    range(c, members);
  }

  private void range(int from, MemberList members) {
    int to = rangeEnd(from);
    if (to < from) {
      throw in.wrong("has a range that ends before it begins");
    }
    members.add(from, to);
  }

  private int rangeEnd(int from) {
    int before = in.position();
    if (!in.accept('-') || in.peekIs(']')) {
      in.back(before);
      return from;
    }
    int last = in.next();
    if (last == '[') {
      in.back(before);
      return from;
    }
    return last == '\\' ? in.escapedCodePoint(in.next()) : last;
  }

  /** A set such as {@code [:alpha:]} after its opening bracket; null if it is none. */
  private IntPredicate named() {
    int before = in.position();
    in.next();
    boolean negated = in.accept('^');
    var name = new StringBuilder();
    while (!in.atEnd() && Character.isLetter(in.peek()) && name.length() < LONGEST_NAME) {
      name.appendCodePoint(in.next());
    }
    IntPredicate set = Properties.bracketed(name.toString());
    if (set == null || !in.accept(":]")) {
      in.back(before);
      return null;
    }
    return negated ? set.negate() : set;
  }
}
