package org.mekiki.transformer.tokenizer.regex;

/**
 * Quantifiers of quantifiers, made one where Oniguruma does so: a pile of stars is one star, and as
 * fast.
 */
final class Repetition {
  private static final String KEEP = "";

  /** What is left of an inner quantifier (row) in an outer one (column), in the order of kinds. */
  private static final String[][] REDUCED = {
    {"?", "*", "*", "??", "*?", KEEP},
    {"*", "*", "*", KEEP, KEEP, "*"},
    {"*", "*", "+", KEEP, KEEP, "+"},
    {"??", "*?", "*?", "??", "*?", "*?"},
    {"*?", "*?", "*?", "*?", "*?", "*?"},
    {KEEP, "*", "+", "*?", "*?", "+?"}
  };

  private Repetition() {}

  /** A body again and again, −1 times for a maximum that is none. */
  static Node of(Node body, int min, int max, boolean greedy) {
    if (min == 1 && max == 1) {
      return body;
    }
    Node repeat = Node.repeat(body, min, max, greedy);
    if (!(body instanceof Node.Repeat inner)) {
      return repeat;
    }
    int outerKind = kind(min, max, greedy);
    int innerKind = kind(inner.min(), inner.max(), inner.greedy());
    if (outerKind < 0 || innerKind < 0) {
      return repeat;
    }
    String reduced = REDUCED[innerKind][outerKind];
    if (reduced.equals(KEEP)) {
      return repeat;
    }
    return Node.repeat(
        inner.body(),
        reduced.startsWith("+") ? 1 : 0,
        reduced.startsWith("?") ? 1 : -1,
        reduced.length() == 1);
  }

  /** The number of a kind among {@code ? * + ?? *? +?}; −1 if it is none of them. */
  private static int kind(int min, int max, boolean greedy) {
    int kind;
    if (max == 1 && min == 0) {
      kind = 0;
    } else if (max < 0 && min <= 1) {
      kind = 1 + min;
    } else {
      return -1;
    }
    return greedy ? kind : kind + 3;
  }
}
