package org.mekiki.sig.game;

import org.mekiki.sig.statistics.StudentT;

/**
 * Means of several quantities over samples that come one by one, with their intervals, in constant
 * space (Welford 1962).
 */
public final class SampledMeans {
  private static final double CONFIDENCE = 0.95;

  private final double[] means;
  private final double[] squares;
  private final int[] counts;

  /** Of so many quantities, without a sample yet. */
  public SampledMeans(int quantities) {
    means = new double[quantities];
    squares = new double[quantities];
    counts = new int[quantities];
  }

  /** Takes a sample of one quantity. */
  public void add(int quantity, double value) {
    double before = value - means[quantity];
    means[quantity] += before / ++counts[quantity];
    squares[quantity] += before * (value - means[quantity]);
  }

  /** The mean; 0 without a sample. */
  public double mean(int quantity) {
    return means[quantity];
  }

  /** Half of the 95 % interval by Student's t; infinite of fewer than two samples. */
  public double margin(int quantity) {
    int count = counts[quantity];
    if (count < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double error = Math.sqrt(squares[quantity] / (count - 1) / count);
    return error == 0 ? 0 : StudentT.twoSidedQuantile(CONFIDENCE, count - 1.0) * error;
  }

  /** The largest absolute mean. */
  public double largest() {
    double largest = 0;
    for (double mean : means) {
      largest = Math.max(largest, Math.abs(mean));
    }
    return largest;
  }
}
