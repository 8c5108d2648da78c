package org.mekiki.transformer.tokenizer.regex;

import java.util.List;

/** What a pattern is made of. */
sealed interface Node {
  /** One code point out of a set. */
  record Chars(CodePointSet set) implements Node {}

  /** One after the other; none matches the empty text. */
  record Sequence(List<Node> parts) implements Node {}

  /** The first that leads to a match. */
  record Choice(List<Node> branches) implements Node {}

  /** Again and again; a maximum of −1 is none. */
  record Repeat(Node body, int min, int max, boolean greedy) implements Node {}

  /** The first way in which the body matches, and no other. */
  record Atomic(Node body) implements Node {}

  /** Looks on from here, or back from here, without moving. */
  record Look(Node body, boolean ahead, boolean negated) implements Node {}

  /** Moves back. */
  record Back(int length) implements Node {}

  /** A place between code points. */
  record Anchor(Place place) implements Node {}

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

  /** Whether it can match the empty text. */
  default boolean nullable() {
    return switch (this) {
      case Chars _ -> false;
      case Sequence(List<Node> parts) -> parts.stream().allMatch(Node::nullable);
      case Choice(List<Node> branches) -> branches.stream().anyMatch(Node::nullable);
      case Repeat(Node body, int min, _, _) -> min == 0 || body.nullable();
      case Atomic(Node body) -> body.nullable();
      case Look _, Anchor _, Back _ -> true;
    };
  }

  /** The number of code points that it always matches, −1 if that varies. */
  default int fixedLength() {
    return switch (this) {
      case Chars _ -> 1;
      case Sequence(List<Node> parts) -> {
        int sum = 0;
        for (Node part : parts) {
          int length = part.fixedLength();
          if (length < 0) {
            yield -1;
          }
          sum += length;
        }
        yield sum;
      }
      case Choice(List<Node> branches) -> {
        int length = branches.getFirst().fixedLength();
        yield branches.stream().allMatch(b -> b.fixedLength() == length) ? length : -1;
      }
      case Repeat(Node body, int min, int max, _) ->
          min == max && body.fixedLength() >= 0 ? min * body.fixedLength() : -1;
      case Atomic(Node body) -> body.fixedLength();
      case Look _, Anchor _, Back _ -> 0;
    };
  }
}
