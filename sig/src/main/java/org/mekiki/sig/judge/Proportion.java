package org.mekiki.sig.judge;

/**
 * A share of things counted, with its 95 % interval (Wilson 1927), which is sound for few things
 * and for shares near 0 and 1.
 *
 * @param hits what was counted
 * @param count of how many, at least 1
 */
public record Proportion(int hits, int count) {
  private static final double Z = 1.959963984540054;

  /** hits / count. */
  public double share() {
    return (double) hits / count;
  }

  /** Lower end of the interval. */
  public double low() {
    return Math.max(0, centre() - half());
  }

  /** Upper end of the interval. */
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
