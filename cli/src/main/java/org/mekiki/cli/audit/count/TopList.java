package org.mekiki.cli.audit.count;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The first so many of all that come by, in an order.
 *
 * @param <T> what they are
 */
public final class TopList<T> {
  private final int most;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;
  private long offered;

  /**
   * A list.
   *
   * @param most how many are kept
   * @param order with the first ones first; for the same result whatever the order of arrival, it
   *     must tell any two apart
   */
  public TopList(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    kept = new PriorityQueue<>(order.reversed());
  }

  /**
   * Takes one.
   *
   * @param item kept if it is among the first so far
   */
  public void add(T item) {
    offered++;
    kept.add(item);
    if (kept.size() > most) {
      kept.poll();
    }
  }

  /**
   * Takes what another list kept, and counts what came by there.
   *
   * @param other a list of as many in the same order
   */
  public void add(TopList<T> other) {
    long all = offered + other.offered;
    other.kept.forEach(this::add);
    offered = all;
  }

  /** {@return the number of items that came by, kept or not} */
  public long offered() {
    return offered;
  }

  /** {@return the items that were kept, in order} */
  public List<T> list() {
    return kept.stream().sorted(order).toList();
  }
}
