package org.mekiki.cli.audit.statistics;

import java.math.BigInteger;

/**
 * Count, mean and spread of numbers that come one by one, in constant space. The same numbers give
 * the same bits in whatever order they come, and however they are divided among several moments
 * that are added up: the sums of the numbers and of their squares are exact, and what is read of
 * them is rounded at the end. Why so: docs/decisions/2026-12-01-exact-sums.md.
 */
public final class Moments {
  private final ExactSum sum;
  private final ExactSum squares;
  private long count;

  /** Of no number yet. */
  public Moments() {
    this(0, new ExactSum(), new ExactSum());
  }

  private Moments(long count, ExactSum sum, ExactSum squares) {
    this.count = count;
    this.sum = sum;
    this.squares = squares;
  }

  /**
   * Takes a number.
   *
   * @param value a finite number, below 10^154 in size
   * @throws IllegalArgumentException if it is another
   */
  public void add(double value) {
    double square = value * value;
    squares.add(square);
    // What rounding took of the square.
    squares.add(Math.fma(value, value, -square));
    sum.add(value);
    count++;
  }

  /**
   * Takes all numbers of others.
   *
   * @param other the other numbers, which stay what they are
   */
  public void add(Moments other) {
    count += other.count;
    sum.add(other.sum);
    squares.add(other.squares);
  }

  /** {@return the number of numbers, zeros included} */
  public long count() {
    return count;
  }

  /** {@return their mean, rounded once; 0 of none} */
  public double mean() {
    return count == 0 ? 0 : Ratio.of(sum.scaled(), BigInteger.valueOf(count), -ExactSum.LOWEST);
  }

  /** {@return their sum, rounded once} */
  public double sum() {
    return sum.value();
  }

  /** {@return the unbiased variance, with n − 1, rounded once; NaN of fewer than two} */
  public double variance() {
    if (count < 2) {
      return Double.NaN;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger first = sum.scaled();
    // n Σx² − (Σx)², in units of 2^−2148.
    BigInteger spread =
        squares.scaled().shiftLeft(ExactSum.LOWEST).multiply(n).subtract(first.multiply(first));
    return Ratio.of(spread, n.multiply(n.subtract(BigInteger.ONE)), -2 * ExactSum.LOWEST);
  }

  /**
   * {@return new moments of these numbers and {@code zeros} times 0 beside them}
   *
   * @param zeros how often 0 comes beside them
   */
  public Moments withZeros(long zeros) {
    return new Moments(count + zeros, sum.copy(), squares.copy());
  }
}
