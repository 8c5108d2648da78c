package org.mekiki.transformer.tokenizer.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What a pattern is made of. */
sealed interface Node {
  /**
   * What a node knows of itself, since it would take a walk as deep as the tree to ask for it.
   *
   * @param nullable whether it can match the empty text
   * @param fixedLength the number of code points that it always matches, −1 if that varies
   * @param size the steps that compiling takes, and about the instructions that come of it
   * @param written about the instructions that come of it in Oniguruma
   */
  record Shape(boolean nullable, int fixedLength, long size, long written) {
    private static final Shape CHARS = new Shape(false, 1, 1, 1);
    private static final Shape PLACE = new Shape(true, 0, 1, 1);
  }

  /** What is known of it. */
  Shape shape();

  /** Whether it can match the empty text. */
  default boolean nullable() {
    return shape().nullable();
  }

  /** The number of code points that it always matches, −1 if that varies. */
  default int fixedLength() {
    return shape().fixedLength();
  }

  /** The steps that compiling takes, and about the instructions that come of it. */
  default long size() {
    return shape().size();
  }

  /** One code point out of a set. */
  record Chars(CodePointSet set) implements Node {
    @Override
    public Shape shape() {
      return Shape.CHARS;
    }
  }

  /** A place between code points. */
  record Anchor(Place place) implements Node {
    @Override
    public Shape shape() {
      return Shape.PLACE;
    }
  }

  /** One after the other; none matches the empty text. */
  record Sequence(List<Node> parts, Shape shape) implements Node {}

  /** The first that leads to a match. */
  record Choice(List<Node> branches, Shape shape) implements Node {}

  /** Again and again; a maximum of −1 is none. */
  record Repeat(Node body, int min, int max, boolean greedy, Shape shape) implements Node {
    /** Up to here Oniguruma writes counted rounds out (its QUANTIFIER_EXPAND_LIMIT_SIZE). */
    private static final int FEW_INSTRUCTIONS = 10;

    /**
     * Whether counted rounds end with the first that takes nothing, even if that is too early;
     * where Oniguruma writes the rounds out, which it does when they are few and small, they are
     * just so many.
     */
    boolean endsEarly() {
      int count = Math.max(min, max);
      boolean lazy = !greedy && max > 0;
      long written = count * (body.shape().written() + (max < 0 ? 0 : 1));
      return body.nullable() && count > 1 && (lazy || written > FEW_INSTRUCTIONS);
    }
  }

  /** The first way in which the body matches, and no other. */
  record Atomic(Node body, Shape shape) implements Node {}

  /** Looks on from here, without moving. */
  record Look(Node body, boolean negated, Shape shape) implements Node {}

  /** Looks back from here, without moving; each branch has a fixed length of its own. */
  record LookBack(List<Node> branches, boolean negated, Shape shape) implements Node {}

  /** Places that can be asked for. */
  enum Place {
    LINE_START,
    LINE_END,
    TEXT_START,
    TEXT_END,
    LAST_LINE_END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /** One after the other. */
  static Node sequence(List<Node> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    boolean nullable = true;
    long length = 0;
    long size = 1;
    long written = 0;
    boolean literal = false;
    for (Node part : parts) {
      nullable &= part.nullable();
      length = length < 0 || part.fixedLength() < 0 ? -1 : length + part.fixedLength();
      size += part.size();
      // Letters one after the other are one instruction.
      boolean goesOn = literal;
      literal = part instanceof Chars(CodePointSet set) && set.single() >= 0;
      written += literal && goesOn ? 0 : part.shape().written();
    }
    return new Sequence(parts, new Shape(nullable, bounded(length), size, written));
  }

  /** A length beyond all integers belongs to what is too large to be compiled. */
  private static int bounded(long length) {
    return (int) Math.min(length, Integer.MAX_VALUE);
  }

  /** The first of several that leads to a match. */
  static Node choice(List<Node> branches) {
    if (branches.size() == 1) {
      return branches.getFirst();
    }
    boolean nullable = false;
    int length = branches.getFirst().fixedLength();
    long size = 0;
    long written = -2;
    for (Node branch : branches) {
      nullable |= branch.nullable();
      length = branch.fixedLength() == length ? length : -1;
      size += branch.size() + 1;
      written += branch.shape().written() + 2;
    }
    return new Choice(branches, new Shape(nullable, length, size, written));
  }

  /** Again and again; a maximum of −1 is none. */
  static Node repeat(Node body, int min, int max, boolean greedy) {
    boolean fixed = min == max && body.fixedLength() >= 0;
    int length = fixed ? bounded((long) min * body.fixedLength()) : -1;
    long more = max < 0 ? body.size() + 2 : (max - min) * (body.size() + 1);
    long size = min * body.size() + more + 1;
    var shape =
        new Shape(min == 0 || body.nullable(), length, size, written(body, min, max, greedy));
    return new Repeat(body, min, max, greedy, shape);
  }

  /** Either the rounds one after the other, or a loop that counts them. */
  private static long written(Node body, int min, int max, boolean greedy) {
    long once = body.shape().written();
    int check = body.nullable() ? 2 : 0;
    if (max < 0 && (min <= 1 || once * min <= Repeat.FEW_INSTRUCTIONS)) {
      boolean entered = min == 1 && once > Repeat.FEW_INSTRUCTIONS;
      return (entered ? 1 : once * min) + once + check + 2;
    }
    if (max == 1) {
      return once * max + (greedy ? 1 : 2);
    }
    boolean few = max >= 0 && greedy && (once + 1) * max <= Repeat.FEW_INSTRUCTIONS;
    return few ? once * max + max - min : once + check + 2;
  }

  /** The first way in which the body matches, and no other. */
  static Node atomic(Node body) {
    long written = body.shape().written() + 2;
    return new Atomic(
        body, new Shape(body.nullable(), body.fixedLength(), body.size() + 1, written));
  }

  /** Looks on from here. */
  static Node look(Node body, boolean negated) {
    long written = body.shape().written() + 3;
    return new Look(body, negated, new Shape(true, 0, body.size() + 1, written));
  }

  /**
   * Looks back; null where a branch has no fixed length.
   *
   * @param body what is looked for, whose own branches may be choices as well
   */
  static Node lookBack(Node body, boolean negated) {
    var branches = new ArrayList<Node>();
    long size = 1;
    var open = new ArrayDeque<Node>();
    open.push(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof Choice choice) {
        choice.branches().reversed().forEach(open::push);
      } else if (node.fixedLength() < 0) {
        return null;
      } else {
        branches.add(node);
        size += node.size() + 1;
      }
    }
    return new LookBack(branches, negated, new Shape(true, 0, size, body.shape().written() + 4));
  }
}
