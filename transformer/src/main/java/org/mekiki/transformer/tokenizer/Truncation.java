package org.mekiki.transformer.tokenizer;

/** How many tokens of each sequence stay when both together are too many: "longest first". */
record Truncation(int first, int second) {

  /**
   * The rule of the reference tokenizers.
   *
   * @param n1 tokens of the first sequence
   * @param n2 tokens of the second
   * @param budget tokens allowed together
   */
  static Truncation longestFirst(int n1, int n2, int budget) {
    if (n1 + n2 <= budget) {
      return new Truncation(n1, n2);
    }
    boolean swap = n1 > n2;
    int shorter = Math.min(n1, n2);
    int longer = shorter > budget ? shorter : Math.max(shorter, budget - shorter);
    if (shorter + longer > budget) {
      shorter = budget / 2;
      longer = shorter + budget % 2;
    }
    return swap ? new Truncation(longer, shorter) : new Truncation(shorter, longer);
  }
}
