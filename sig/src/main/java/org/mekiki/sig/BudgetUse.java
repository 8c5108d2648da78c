package org.mekiki.sig;

import java.util.List;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.text.TextPart;

/**
 * What became of a budget.
 *
 * @param budget as asked for
 * @param passes the passes that it allows: the number asked for, or what was estimated to fit into
 *     the time, which can turn out more or fewer
 * @param screening what choosing the words took of them
 * @param left the words that were not explained, in the text's order
 * @param pairsLeft pairs of explained words that were asked for and not evaluated
 */
public record BudgetUse(
    Budget budget, long passes, PassCounts screening, List<TextPart> left, long pairsLeft) {
  /** Copies. */
  public BudgetUse {
    left = List.copyOf(left);
  }

  /** The same, with the words that were not explained. */
  BudgetUse without(List<TextPart> others) {
    return new BudgetUse(budget, passes, screening, others, pairsLeft);
  }

  /** The same, with a number of pairs that were not evaluated. */
  BudgetUse withoutPairs(long number) {
    return new BudgetUse(budget, passes, screening, left, number);
  }
}
