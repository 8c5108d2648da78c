package org.mekiki.cli.audit.statistics;

import org.mekiki.sig.statistics.LogGamma;

/** Whether something is more frequent in a part than elsewhere: Fisher's exact test. */
public final class FisherExact {
  private FisherExact() {}

  /**
   * The probability of {@code hits} or more in the part, if the part were drawn at random: the tail
   * of the hypergeometric distribution.
   *
   * @param hits in the part
   * @param part size of the part
   * @param allHits in all
   * @param all size of all
   * @return that probability, 0 to 1
   * @throws IllegalArgumentException if a count is negative or larger than what it is a part of
   */
  public static double greater(long hits, long part, long allHits, long all) {
    if (hits < 0 || hits > part || hits > allHits || part > all || allHits > all) {
      throw new IllegalArgumentException(
          "%d of %d in the part and %d of %d in all is impossible"
              .formatted(hits, part, allHits, all));
    }
    long most = Math.min(part, allHits);
    double choices = LogGamma.ofBinomial(all, part);
    double sum = 0;
    for (long k = Math.max(hits, part + allHits - all); k <= most; k++) {
      sum +=
          Math.exp(
              LogGamma.ofBinomial(allHits, k)
                  + LogGamma.ofBinomial(all - allHits, part - k)
                  - choices);
    }
    return Math.min(1, sum);
  }
}
