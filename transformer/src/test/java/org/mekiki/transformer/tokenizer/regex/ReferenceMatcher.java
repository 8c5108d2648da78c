package org.mekiki.transformer.tokenizer.regex;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Oniguruma's semantics written down plainly: backtracking over the tree, by recursion, without
 * memory. Takes exponential time where a pattern asks for it.
 */
final class ReferenceMatcher {
  private static final int MOST_STEPS = 2_000_000;

  private final Node root;
  private final int[] text;
  private int steps;

  ReferenceMatcher(Node root, int[] text) {
    this.root = root;
    this.text = text;
  }

  /** More than this reference has patience for. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The end of the match that begins at a place, −1 if none does. */
  int match(int at) {
    steps = 0;
    return first(root, at);
  }

  /** The end of the first way in which a node matches, −1 if there is none. */
  private int first(Node node, int at) {
    int[] end = {-1};
    match(
        node,
        at,
        p -> {
          end[0] = p;
          return true;
        });
    return end[0];
  }

  /** Tries all ways in which a node matches, until one suits what follows. */
  private boolean match(Node node, int at, IntPredicate follows) {
    if (++steps > MOST_STEPS) {
      throw new TooLongException();
    }
    return switch (node) {
      case Node.Chars(CodePointSet set) ->
          at < text.length && set.contains(text[at]) && follows.test(at + 1);
      case Node.Sequence sequence -> sequence(sequence.parts(), 0, at, follows);
      case Node.Choice choice -> {
        for (Node branch : choice.branches()) {
          if (match(branch, at, follows)) {
            yield true;
          }
        }
        yield false;
      }
      case Node.Repeat repeat -> repeat(repeat, 0, at, follows);
      case Node.Atomic(Node body, _) -> {
        int end = first(body, at);
        yield end >= 0 && follows.test(end);
      }
      case Node.Look(Node body, boolean negated, _) ->
          first(body, at) >= 0 != negated && follows.test(at);
      case Node.LookBack(List<Node> branches, boolean negated, _) ->
          branches.stream().anyMatch(branch -> endsAt(branch, at)) != negated && follows.test(at);
      case Node.Anchor(Node.Place place) -> isPlace(place, at) && follows.test(at);
    };
  }

  private boolean endsAt(Node branch, int at) {
    int start = at - branch.fixedLength();
    return start >= 0 && match(branch, start, end -> end == at);
  }

  private boolean sequence(List<Node> parts, int next, int at, IntPredicate follows) {
    return next == parts.size()
        ? follows.test(at)
        : match(parts.get(next), at, p -> sequence(parts, next + 1, p, follows));
  }

  private boolean repeat(Node.Repeat repeat, int done, int at, IntPredicate follows) {
    boolean counted = done < Math.max(repeat.min(), repeat.max());
    IntPredicate afterRound =
        p -> {
          boolean ends = counted ? repeat.endsEarly() : repeat.max() < 0;
          return p == at && ends
              ? follows.test(p)
              : repeat(repeat, counted ? done + 1 : done, p, follows);
        };
    if (done < repeat.min()) {
      return match(repeat.body(), at, afterRound);
    }
    if (repeat.max() >= 0 && done >= repeat.max()) {
      return follows.test(at);
    }
    return repeat.greedy()
        ? match(repeat.body(), at, afterRound) || follows.test(at)
        : follows.test(at) || match(repeat.body(), at, afterRound);
  }

  private boolean isPlace(Node.Place place, int at) {
    return switch (place) {
      case TEXT_START -> at == 0;
      case TEXT_END -> at == text.length;
      case LINE_START -> at == 0 || at < text.length && text[at - 1] == '\n';
      case LINE_END -> at == text.length || text[at] == '\n';
      case LAST_LINE_END -> at == text.length || at == text.length - 1 && text[at] == '\n';
      case WORD_BOUNDARY -> isWord(at - 1) != isWord(at);
      case NO_WORD_BOUNDARY -> isWord(at - 1) == isWord(at);
    };
  }

  private boolean isWord(int at) {
    return at >= 0 && at < text.length && Properties.isWord(text[at]);
  }
}
