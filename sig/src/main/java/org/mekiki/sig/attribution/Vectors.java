package org.mekiki.sig.attribution;

/** Sums over arrays, in the order of the array. */
public final class Vectors {
  private Vectors() {}

  public static double sum(double[] values) {
    return sum(values, 0, values.length);
  }

  public static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** The Euclidean length of a part. */
  public static double norm(double[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
