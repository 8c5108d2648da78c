package org.mekiki.sig.counterfactual;

import java.util.List;

/**
 * The smallest sets of words that were found.
 *
 * @param sets all of one size, the most decisive first; none where there are none within the limits
 * @param reaching how many sets of this size there are, as far as they were tried
 * @param excluded no set of so many words or fewer will do, all of them were tried; −1 where not
 *     even the empty one was
 * @param limit words of the largest sets that were looked for
 * @param passes forward, that it took
 */
public record Changes(List<Change> sets, long reaching, int excluded, int limit, long passes) {
  /** Copies. */
  public Changes {
    sets = List.copyOf(sets);
  }

  /** {@return whether it is proven that no smaller set will do} */
  public boolean minimal() {
    return !sets.isEmpty() && sets.getFirst().words().size() == excluded + 1;
  }
}
