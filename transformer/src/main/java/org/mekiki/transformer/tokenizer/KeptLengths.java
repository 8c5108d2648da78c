package org.mekiki.transformer.tokenizer;

/** How many tokens of each sequence stay when both together are too many. */
record KeptLengths(int first, int second) {

  /**
   * By the rule of a truncation.
   *
   * @param n1 tokens of the first sequence
   * @param n2 tokens of the second; 0 if there is none
   * @param budget tokens allowed together
   * @param firstKeepsMore whether of two that are both cut the first keeps the odd token, else the
   *     longer one
   * @throws IllegalArgumentException if the one sequence that may be cut is too short for it
   */
  static KeptLengths of(
      Truncation.Strategy strategy, int n1, int n2, int budget, boolean firstKeepsMore) {
    if (n1 + n2 <= budget) {
      return new KeptLengths(n1, n2);
    }
    return switch (strategy) {
      case LONGEST_FIRST -> longestFirst(n1, n2, budget, firstKeepsMore);
      case ONLY_FIRST -> new KeptLengths(rest("first", n1, budget - n2), n2);
      case ONLY_SECOND -> new KeptLengths(n1, rest("second", n2, budget - n1));
    };
  }

  private static int rest(String which, int length, int rest) {
    if (rest < 1) {
      throw new IllegalArgumentException(
          "the %s text alone is to be cut, but its %d tokens are too few to make room"
              .formatted(which, length));
    }
    return rest;
  }

  private static KeptLengths longestFirst(int n1, int n2, int budget, boolean firstKeepsMore) {
    if (n2 == 0) {
      return new KeptLengths(budget, 0);
    }
    int shorter = Math.min(n1, n2);
    int longer = shorter > budget ? shorter : Math.max(shorter, budget - shorter);
    if (shorter + longer > budget) {
      shorter = budget / 2;
      longer = shorter + budget % 2;
      if (firstKeepsMore) {
        return new KeptLengths(longer, shorter);
      }
    }
    return n1 > n2 ? new KeptLengths(longer, shorter) : new KeptLengths(shorter, longer);
  }
}
