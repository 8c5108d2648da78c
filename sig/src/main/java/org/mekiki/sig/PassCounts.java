package org.mekiki.sig;

/**
 * How many sentences were evaluated.
 *
 * @param forward sentences run forward
 * @param backward sentences also run backward
 */
public record PassCounts(long forward, long backward) {
  /** Nothing evaluated. */
  public static final PassCounts NONE = new PassCounts(0, 0);

  /** Both together. */
  public long total() {
    return forward + backward;
  }

  /** These and others. */
  public PassCounts plus(PassCounts other) {
    return new PassCounts(forward + other.forward, backward + other.backward);
  }
}
