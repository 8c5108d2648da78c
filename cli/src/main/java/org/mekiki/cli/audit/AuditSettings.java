package org.mekiki.cli.audit;

/**
 * How findings are counted; none of this asks the model again.
 *
 * @param lowerCase whether upper and lower case are the same
 * @param minimum words in fewer texts are left out
 * @param confidence of intervals, such as 0.95
 * @param falseDiscovery the share of false discoveries below which a difference counts as one
 * @param rows a table and class keeps at most
 * @param mostTerms words and phrases in memory at a time
 */
public record AuditSettings(
    boolean lowerCase,
    long minimum,
    double confidence,
    double falseDiscovery,
    int rows,
    int mostTerms) {
  /** Some 50 MB, and 7 more for each group. */
  public static final int MOST_TERMS = 40_000;
}
