package org.mekiki.cli.audit.count;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often terms occur, in constant space and never underestimated: terms that share a counter
 * share its count. What does not reach a count here does not reach it. Several threads may count at
 * a time.
 */
public final class CountFilter {
  private final AtomicIntegerArray counters;

  /**
   * A filter of {@code 2^bits} counters.
   *
   * @param bits 0 to 30: with more, fewer terms share a counter; a counter takes 4 bytes
   */
  public CountFilter(int bits) {
    counters = new AtomicIntegerArray(1 << bits);
  }

  /**
   * Counts every term of a decision once.
   *
   * @param decision whose words and phrases are counted for the class that it explains
   */
  public void add(Decision decision) {
    decision.sightings().stream()
        .map(sighting -> new Term(decision.target(), sighting.term(), sighting.words()))
        .distinct()
        .forEach(term -> counters.getAndIncrement(place(term.hash())));
  }

  boolean mayReach(long hash, long count) {
    return counters.get(place(hash)) >= count;
  }

  private int place(long hash) {
    return (int) hash & counters.length() - 1;
  }
}
