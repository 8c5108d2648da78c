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
   * The half of the time that is left.
   *
   * @param now as {@link System#nanoTime}
   * @return a deadline between now and this one; this one where it is no time
   */
  default Deadline halfway(long now) {
    return this;
  }

  /**
   * A time.
   *
   * @param nanoTime in terms of {@link System#nanoTime}
   * @return a deadline that passes then
   */
  static Deadline at(long nanoTime) {
    return new Deadline() {
      @Override
      public boolean passed() {
        return System.nanoTime() - nanoTime >= 0;
      }

      @Override
      public Deadline halfway(long now) {
        return at(nanoTime - Math.max(0, nanoTime - now) / 2);
      }
    };
  }
}
