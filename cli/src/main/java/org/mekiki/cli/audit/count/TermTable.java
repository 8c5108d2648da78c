package org.mekiki.cli.audit.count;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Statistics of terms in bounded space, exact all the same: a table that grows too large gives up
 * the upper half of its range of hashes, for another table to collect when the decisions are read
 * again.
 *
 * <pre>{@code
 * for (long start = 0; start < TermTable.ALL; start = table.end()) {
 *   table = new TermTable(start, most, filter, minimum, groups);
 *   decisions.forEach(table::add);
 *   table.forEach(...);
 * }
 * }</pre>
 */
public final class TermTable {
  /** The end of all hashes. */
  public static final long ALL = 1L << 62;

  private final long start;
  private final int most;
  private final CountFilter filter;
  private final long minimum;
  private final int groups;
  private final Map<Term, TermStatistics> cells = new HashMap<>();
  private long end = ALL;
  private int peak;

  /**
   * A table for the hashes from {@code start} on.
   *
   * @param start 0, or the {@link #end} of the table before
   * @param most terms at a time
   * @param filter of the same decisions
   * @param minimum terms in fewer texts are left out
   * @param groups number of groups
   */
  public TermTable(long start, int most, CountFilter filter, long minimum, int groups) {
    this.start = start;
    this.most = most;
    this.filter = filter;
    this.minimum = minimum;
    this.groups = groups;
  }

  /**
   * Takes the decision's terms that lie in the range.
   *
   * @param decision the decisions come in the same order for each table
   */
  public void add(Decision decision) {
    var found = new LinkedHashMap<Term, TermStatistics.InOneText>();
    for (Sighting sighting : decision.sightings()) {
      var term = new Term(decision.target(), sighting.term(), sighting.words());
      long hash = term.hash();
      if (hash >= start && hash < end && filter.mayReach(hash, minimum)) {
        found.computeIfAbsent(term, _ -> new TermStatistics.InOneText(sighting)).add(sighting);
      }
    }
    found.forEach(
        (term, sum) ->
            cells.computeIfAbsent(term, _ -> new TermStatistics(groups)).add(decision, sum));
    peak = Math.max(peak, cells.size());
    while (cells.size() > most && end - start > 1) {
      end = start + (end - start) / 2;
      cells.keySet().removeIf(term -> term.hash() >= end);
    }
  }

  /**
   * {@return the hash up to which the table is complete, exclusive; {@link #ALL} where no further
   * table is needed}
   */
  public long end() {
    return end;
  }

  /** {@return the largest number of terms that it held, before it gave any up} */
  public int peak() {
    return peak;
  }

  /**
   * Every term that stands in enough texts, in no particular order.
   *
   * @param consumer takes a term and what it has of the decisions
   */
  public void forEach(BiConsumer<Term, TermStatistics> consumer) {
    cells.forEach(
        (term, statistics) -> {
          if (statistics.texts() >= minimum) {
            consumer.accept(term, statistics);
          }
        });
  }
}
