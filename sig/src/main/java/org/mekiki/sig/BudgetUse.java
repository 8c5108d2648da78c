package org.mekiki.sig;

import java.util.List;

/**
 * What became of a budget.
 *
 * @param budget as asked for
 * @param passes the passes that it allows: the number asked for, or what fits into the time
 * @param screening what choosing the words took of them
 * @param left the words that were not explained, in the text's order
 */
public record BudgetUse(Budget budget, long passes, PassCounts screening, List<TextPart> left) {
  /** Copies. */
  public BudgetUse {
    left = List.copyOf(left);
  }
}
