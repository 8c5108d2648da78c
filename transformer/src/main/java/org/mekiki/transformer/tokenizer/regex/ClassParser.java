package org.mekiki.transformer.tokenizer.regex;

import java.util.function.IntPredicate;

/** Reads a set in square brackets: characters, ranges, named sets, further sets, intersections. */
final class ClassParser {
  private static final int DEEPEST = 100;

  private final PatternReader in;
  private int depth;

  ClassParser(PatternReader in) {
    this.in = in;
  }

  /** The set, its opening bracket already read. */
  CodePointSet read(boolean ignoreCase) {
    return CodePointSet.of(bracket(ignoreCase));
  }

  private IntPredicate bracket(boolean ignoreCase) {
    if (++depth > DEEPEST) {
      throw in.wrong("nests too deeply");
    }
    boolean negated = in.accept('^');
    IntPredicate members = null;
    IntPredicate all = null;
    boolean first = true;
    while (true) {
      if (in.atEnd()) {
        throw in.wrong("opens a set that is never closed");
      }
      if (!first && in.accept(']')) {
        break;
      }
      if (in.accept("&&")) {
        all = intersection(all, members);
        members = null;
      } else {
        IntPredicate item = item(ignoreCase);
        members = members == null ? item : members.or(item);
      }
      first = false;
    }
    all = intersection(all, members);
    depth--;
    IntPredicate folded = ignoreCase ? CodePointSet.ignoringCase(all) : all;
    return negated ? folded.negate() : folded;
  }

  private static IntPredicate intersection(IntPredicate all, IntPredicate members) {
    IntPredicate next = members == null ? _ -> false : members;
    return all == null ? next : all.and(next);
  }

  private IntPredicate item(boolean ignoreCase) {
    int c = in.next();
    if (c == '[') {
      IntPredicate named = in.peekIs(':') ? named() : null;
      return named != null ? named : bracket(ignoreCase);
    }
    if (c == '\\') {
      int escaped = in.next();
      if (escaped == 'w' || escaped == 'W') {
        IntPredicate word = Properties.bracketed("word");
        return escaped == 'w' ? word : word.negate();
      }
      IntPredicate set = in.escapedSet(escaped);
      if (set != null) {
        return set;
      }
      c = escaped == 'b' ? '\b' : in.escapedCodePoint(escaped);
    }
    return range(c);
  }

  private IntPredicate range(int from) {
    int before = in.position();
    if (!in.accept('-') || in.peekIs(']')) {
      in.back(before);
      return p -> p == from;
    }
    int last = in.next();
    if (last == '[') {
      in.back(before);
      return p -> p == from;
    }
    int to = last == '\\' ? in.escapedCodePoint(in.next()) : last;
    if (to < from) {
      throw in.wrong("has a range that ends before it begins");
    }
    return p -> p >= from && p <= to;
  }

  /** A set such as {@code [:alpha:]} after its opening bracket; null if it is none. */
  private IntPredicate named() {
    int before = in.position();
    in.next();
    boolean negated = in.accept('^');
    var name = new StringBuilder();
    while (!in.atEnd() && Character.isLetter(in.peek())) {
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
