package org.mekiki.sig.attribution;

/**
 * What was evaluated.
 *
 * @param forward sentences run forward
 * @param backward sentences also run backward
 * @param multiplyAdds of all their matrix products, counted as they were computed: what variants
 *     share is in it once, and rows that nobody reads are not. The time that a machine takes is
 *     nearly in proportion ({@code docs/records/2026-11-benchmarks.md})
 */
public record PassCounts(long forward, long backward, long multiplyAdds) {
  /** Nothing evaluated. */
  public static final PassCounts NONE = new PassCounts(0, 0, 0);

  /** {@return the passes, forward and backward together} */
  public long total() {
    return forward + backward;
  }

  /**
   * {@return the sums of these and others}
   *
   * @param other what else was evaluated
   */
  public PassCounts plus(PassCounts other) {
    return new PassCounts(
        forward + other.forward, backward + other.backward, multiplyAdds + other.multiplyAdds);
  }
}
