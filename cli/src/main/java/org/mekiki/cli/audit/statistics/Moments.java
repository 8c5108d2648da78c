package org.mekiki.cli.audit.statistics;

/**
 * Count, mean and spread of numbers that come one by one, in constant space (Welford 1962). The
 * same numbers in the same order give the same bits.
 */
public final class Moments {
  private long count;
  private double mean;
  private double squares;

  /** Of no number yet. */
  public Moments() {}

  /**
   * Takes a number.
   *
   * @param value a finite number
   */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** {@return the number of numbers, zeros included} */
  public long count() {
    return count;
  }

  /** {@return their mean; 0 of none} */
  public double mean() {
    return mean;
  }

  /** {@return their sum} */
  public double sum() {
    return mean * count;
  }

  /** {@return the unbiased variance, with n − 1; NaN of fewer than two} */
  public double variance() {
    return count < 2 ? Double.NaN : squares / (count - 1);
  }

  /**
   * {@return new moments of these numbers and {@code zeros} times 0 beside them}
   *
   * @param zeros how often 0 comes beside them
   */
  public Moments withZeros(long zeros) {
    var all = new Moments();
    all.count = count + zeros;
    if (all.count > 0) {
      all.mean = mean * count / all.count;
      // Chan, Golub and LeVeque 1979: the zeros have mean 0 and no squares of their own.
      all.squares = squares + mean * mean * count * zeros / all.count;
    }
    return all;
  }

  /**
   * {@return new moments of these numbers and the other ones, as if they had come after}
   *
   * @param other the other numbers
   */
  public Moments and(Moments other) {
    var all = new Moments();
    all.count = count + other.count;
    if (all.count > 0) {
      double apart = other.mean - mean;
      all.mean = mean + apart * other.count / all.count;
      all.squares = squares + other.squares + apart * apart * count * other.count / all.count;
    }
    return all;
  }
}
