package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mekiki.sig.attribution.RowSet;

/**
 * Looks for the order of tokens that is best, or worst, for a metric: a beam search over the sets
 * that orders begin with, by the sum of the probabilities after each step (as Edin et al. 2024 find
 * the limits of AOPC). The first step tries all tokens; later ones try those that promised most
 * when they were last tried, which costs a third of trying all and loses next to nothing.
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
    TAKE_OUT,
    KEEP
  }

  /** Tokens that are tried after a beginning, where several beginnings share them. */
  private static final int TRIED = 6;

  /**
   * The beginning of an order.
   *
   * @param order the tokens
   * @param sum over its steps
   * @param promises what came of each token when it was last tried, by token
   */
  private record Beginning(int[] order, double sum, double[] promises) {
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
    List<Beginning> beam = List.of(new Beginning(new int[0], 0, new double[text.tokens().length]));
    for (int step = 0; step < Math.min(depth, candidates.length); step++) {
      beam = next(text, candidates, beam);
    }
    return completed(beam.getFirst().order(), candidates);
  }

  private List<Beginning> next(TextUnderTest text, int[] candidates, List<Beginning> beam) {
    var longer = new ArrayList<Beginning>();
    var parents = new ArrayList<Beginning>();
    for (Beginning beginning : beam) {
      for (int token : tried(candidates, beginning)) {
        int[] order = Arrays.copyOf(beginning.order(), beginning.order().length + 1);
        order[order.length - 1] = token;
        longer.add(new Beginning(order, beginning.sum(), beginning.promises().clone()));
        parents.add(beginning);
      }
    }
    double[] answers = answers(text, longer.stream().map(Beginning::set).toList());
    for (int i = 0; i < answers.length; i++) {
      int[] order = longer.get(i).order();
      parents.get(i).promises()[order[order.length - 1]] = answers[i];
    }
    var scored = new ArrayList<Beginning>();
    for (int i = 0; i < answers.length; i++) {
      scored.add(
          new Beginning(
              longer.get(i).order(),
              longer.get(i).sum() + answers[i],
              parents.get(i).promises().clone()));
    }
    scored.sort(byValue(Comparator.comparingDouble(Beginning::sum)));
    return distinct(scored);
  }

  /** The tokens that may come next, at first all of them. */
  private List<Integer> tried(int[] candidates, Beginning beginning) {
    RowSet known = beginning.set();
    Comparator<Integer> byPromise =
        byValue(Comparator.comparingDouble(token -> beginning.promises()[token]));
    return Arrays.stream(candidates)
        .boxed()
        .filter(token -> known.position(token) < 0)
        .sorted(byPromise)
        .limit(known.size() == 0 ? candidates.length : TRIED)
        .toList();
  }

  private <T> Comparator<T> byValue(Comparator<T> ascending) {
    return lowest ? ascending : ascending.reversed();
  }

  private double[] answers(TextUnderTest text, List<RowSet> chosen) {
    List<RowSet> states = chosen.stream().map(set -> state(text, set)).toList();
    if (operation == Operation.MASK) {
      text.mask(states);
      return states.stream().mapToDouble(text::masked).toArray();
    }
    text.keep(states.stream().filter(state -> state.size() > 0).toList());
    return states.stream().mapToDouble(s -> s.size() == 0 ? 0 : text.kept(s)).toArray();
  }

  /** Different orders of one set go on alike: only the better one is followed. */
  private List<Beginning> distinct(List<Beginning> sorted) {
    Set<RowSet> seen = new HashSet<>();
    return sorted.stream().filter(each -> seen.add(each.set())).limit(width).toList();
  }

  private RowSet state(TextUnderTest text, RowSet set) {
    return switch (operation) {
      case MASK -> set;
      case TAKE_OUT -> choice.without(text, set);
      case KEEP -> choice.only(text, set);
    };
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
