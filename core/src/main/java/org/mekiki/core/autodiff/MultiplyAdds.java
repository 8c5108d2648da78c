package org.mekiki.core.autodiff;

/** Counts the multiply-adds of the matrix products of one tape; used by its thread. */
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
