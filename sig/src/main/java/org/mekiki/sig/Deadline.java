package org.mekiki.sig;

/** When an explanation has to end; looked at between batches, on one thread. */
@FunctionalInterface
public interface Deadline {
  /** There is none. */
  Deadline NONE = () -> false;

  /** Whether the time is over; once it is, it stays so. */
  boolean passed();

  /**
   * A time.
   *
   * @param nanoTime in terms of {@link System#nanoTime}
   */
  static Deadline at(long nanoTime) {
    return () -> System.nanoTime() - nanoTime >= 0;
  }
}
