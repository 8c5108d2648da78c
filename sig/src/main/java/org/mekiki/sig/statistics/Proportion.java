package org.mekiki.sig.statistics;

/**
 * A share of things counted, with its 95 % interval (Wilson 1927), which is sound for few things
 * and for shares near 0 and 1.
 *
 * @param hits what was counted
 * @param count of how many, at least 1
 */
public record Proportion(int hits, int count) {
  private static final double Z = 1.959963984540054;

  /** {@return hits / count} */
  public double share() {
    return (double) hits / count;
  }

  /** {@return the lower end of the interval, at least 0} */
  public double low() {
    return Math.max(0, centre() - half());
  }

  /** {@return the upper end of the interval, at most 1} */
  public double high() {
    return Math.min(1, centre() + half());
  }

  private double centre() {
    return (share() + Z * Z / (2 * count)) / (1 + Z * Z / count);
  }

  private double half() {
    double spread = share() * (1 - share()) / count + Z * Z / (4.0 * count * count);
    return Z * Math.sqrt(spread) / (1 + Z * Z / count);
  }
}
