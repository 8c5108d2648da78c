package org.mekiki.sig.attribution;

/**
 * When an explanation has to end; looked at between batches, on one thread.
 *
 * <p>See {@code docs/decisions/2026-11-25-counts-and-time.md}.
 */
@FunctionalInterface
public interface Deadline {
  /** There is none. */
  Deadline NONE = () -> false;

  /** {@return whether the time is over; once it is, it stays so} */
  boolean passed();

  /**
   * A time.
   *
   * @param nanoTime in terms of {@link System#nanoTime}
   * @return a deadline that passes then
   */
  static Deadline at(long nanoTime) {
    return () -> System.nanoTime() - nanoTime >= 0;
  }
}
