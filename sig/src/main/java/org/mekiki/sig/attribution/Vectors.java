package org.mekiki.sig.attribution;

/** Sums over arrays, in the order of the array. */
public final class Vectors {
  private Vectors() {}

  /**
   * {@return the sum of all values}
   *
   * @param values the values
   */
  public static double sum(double[] values) {
    return sum(values, 0, values.length);
  }

  /**
   * {@return the sum of a part}
   *
   * @param values the values
   * @param from number of the first one
   * @param to number after the last one
   */
  public static double sum(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  /**
   * {@return the Euclidean length of a part}
   *
   * @param values the values
   * @param from number of the first one
   * @param to number after the last one
   */
  public static double norm(double[] values, int from, int to) {
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares);
  }
}
