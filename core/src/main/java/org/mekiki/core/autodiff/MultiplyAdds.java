package org.mekiki.core.autodiff;

/**
 * Counts the multiply-adds of the matrix products of one tape; used by its thread.
 *
 * <p>See {@code docs/decisions/2026-11-25-counts-and-time.md}.
 */
final class MultiplyAdds {
  private long count;

  void add(long more) {
    count += more;
  }

  long count() {
    return count;
  }

  void clear() {
    count = 0;
  }
}
