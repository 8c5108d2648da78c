package org.mekiki.sig.audit;

/**
 * How often terms occur, in constant space and never underestimated: terms that share a counter
 * share its count. What does not reach a count here does not reach it.
 */
public final class CountFilter {
  private final int[] counters;

  /** Of {@code 2^bits} counters. */
  public CountFilter(int bits) {
    counters = new int[1 << bits];
  }

  /** Counts every term of a decision once. */
  public void add(Decision decision) {
    decision.sightings().stream()
        .map(sighting -> new Term(decision.target(), sighting.term(), sighting.words()))
        .distinct()
        .forEach(term -> counters[place(term.hash())]++);
  }

  boolean mayReach(long hash, long count) {
    return counters[place(hash)] >= count;
  }

  private int place(long hash) {
    return (int) hash & counters.length - 1;
  }
}
