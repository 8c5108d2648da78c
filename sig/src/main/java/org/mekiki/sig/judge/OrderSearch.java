package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mekiki.sig.RowSet;

/**
 * Looks for the order of tokens that is best, or worst, for a metric: a beam search over the sets
 * that orders begin with, by the sum of the probabilities after each step (as Edin et al. 2024 find
 * the limits of AOPC).
 *
 * @param choice the tokens that are ranked
 * @param operation what is done to the tokens
 * @param lowest whether low probabilities are looked for
 * @param width sets that are followed at a time, at least 1
 */
record OrderSearch(TokenChoice choice, Operation operation, boolean lowest, int width) {
  /** What is done to the first tokens of an order. */
  enum Operation {
    MASK,
    UNMASK,
    TAKE_OUT,
    KEEP
  }

  /** The beginning of an order, and the sum over its steps. */
  private record Beginning(int[] order, double sum) {
    RowSet set() {
      return RowSet.of(order);
    }
  }

  /**
   * The best order found.
   *
   * @param depth tokens whose place is looked for; the others follow in the text's order
   */
  Ranking find(TextUnderTest text, int depth) {
    int[] candidates = choice.candidates(text);
    List<Beginning> beam = List.of(new Beginning(new int[0], 0));
    for (int step = 0; step < Math.min(depth, candidates.length); step++) {
      beam = next(text, candidates, beam);
    }
    return completed(beam.getFirst().order(), candidates);
  }

  private List<Beginning> next(TextUnderTest text, int[] candidates, List<Beginning> beam) {
    var longer = new ArrayList<Beginning>();
    for (Beginning beginning : beam) {
      for (int token : candidates) {
        if (Arrays.stream(beginning.order()).noneMatch(known -> known == token)) {
          int[] order = Arrays.copyOf(beginning.order(), beginning.order().length + 1);
          order[order.length - 1] = token;
          longer.add(new Beginning(order, beginning.sum()));
        }
      }
    }
    List<RowSet> sets = longer.stream().map(each -> state(text, each.set())).toList();
    if (operation == Operation.MASK || operation == Operation.UNMASK) {
      text.mask(sets);
    } else {
      text.keep(sets);
    }
    var scored = new ArrayList<Beginning>();
    for (int i = 0; i < sets.size(); i++) {
      Beginning each = longer.get(i);
      scored.add(new Beginning(each.order(), each.sum() + answer(text, sets.get(i))));
    }
    Comparator<Beginning> bySum = Comparator.comparingDouble(Beginning::sum);
    scored.sort(lowest ? bySum : bySum.reversed());
    return distinct(scored);
  }

  /** Different orders of one set go on alike: only the better one is followed. */
  private List<Beginning> distinct(List<Beginning> sorted) {
    Set<RowSet> seen = new HashSet<>();
    return sorted.stream().filter(each -> seen.add(each.set())).limit(width).toList();
  }

  private RowSet state(TextUnderTest text, RowSet set) {
    return switch (operation) {
      case MASK -> set;
      case UNMASK ->
          RowSet.of(
              Arrays.stream(choice.candidates(text)).filter(i -> set.position(i) < 0).toArray());
      case TAKE_OUT -> choice.without(text, set);
      case KEEP -> choice.only(text, set);
    };
  }

  private double answer(TextUnderTest text, RowSet state) {
    boolean masks = operation == Operation.MASK || operation == Operation.UNMASK;
    if (!masks && state.size() == 0) {
      return 0;
    }
    return masks ? text.masked(state) : text.kept(state);
  }

  private static Ranking completed(int[] first, int[] candidates) {
    int[] order = Arrays.copyOf(first, candidates.length);
    int at = first.length;
    for (int token : candidates) {
      if (Arrays.stream(first).noneMatch(known -> known == token)) {
        order[at++] = token;
      }
    }
    return Ranking.of(order);
  }
}
