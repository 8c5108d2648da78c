package org.mekiki.transformer.train;

/**
 * Shares of numbers that training leaves out.
 *
 * @param rows after the embeddings, after attention and after the feed-forward block
 * @param attention of attention's probabilities
 * @param answer of what a classifier's last layer reads
 */
public record DropoutRates(double rows, double attention, double answer) {
  /** Nothing is left out. */
  public static final DropoutRates NONE = new DropoutRates(0, 0, 0);

  /** Checks. */
  public DropoutRates {
    for (double rate : new double[] {rows, attention, answer}) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("a dropout rate must be from 0 to below 1, got " + rate);
      }
    }
  }

  /**
   * The same share everywhere.
   *
   * @param rate from 0 to below 1
   * @return the rates
   */
  public static DropoutRates of(double rate) {
    return new DropoutRates(rate, rate, rate);
  }
}
