package org.mekiki.sig.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A mean over texts with its uncertainty.
 *
 * @param mean the mean
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param count number of texts
 */
public record Estimate(double mean, double low, double high, int count) {
  /** Samples of the bootstrap. */
  private static final int SAMPLES = 1000;

  private static final double TAIL = 0.025;

  /**
   * The percentile bootstrap (Efron 1979): texts are drawn with replacement, and the middle 95 % of
   * the means are the interval.
   *
   * @param values one a text, at least one
   * @param seed the same seed draws the same texts
   * @return the mean and its interval; the same values and seed give the same bits
   */
  public static Estimate of(double[] values, long seed) {
    var random = new SplittableRandom(seed);
    double[] means = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[s] = sum / values.length;
    }
    Arrays.sort(means);
    return new Estimate(
        Arrays.stream(values).sum() / values.length,
        means[(int) Math.round(TAIL * (SAMPLES - 1))],
        means[(int) Math.round((1 - TAIL) * (SAMPLES - 1))],
        values.length);
  }

  /** {@return whether 0 lies outside of the interval} */
  public boolean isClear() {
    return low > 0 || high < 0;
  }
}
