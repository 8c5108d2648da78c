package org.mekiki.cli.audit.statistics;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The sum of doubles, without any rounding: it depends neither on their order nor on how they were
 * divided among several sums.
 *
 * <p>A fixed-point number of digits of 32 bits, in which every double has its place (Kulisch and
 * Miranker 1986); only the digits between the smallest and the largest one that was needed are
 * kept. A digit is a {@code long}, which takes some thousand million additions before its carry has
 * to move on. Why exact: docs/decisions/2026-12-01-exact-sums.md.
 */
final class ExactSum {
  /** The weight of the lowest bit: that of the smallest double, 2^−1074. */
  static final int LOWEST = 1074;

  /** Additions after which carries move on; each changes a digit by less than 2^32. */
  private static final int MOST_PENDING = 1 << 30;

  private static final long[] NONE = {};
  private static final long DIGIT = 0xffffffffL;

  private long[] digits = NONE;

  /** Number of the lowest kept digit. */
  private int low;

  private int pending;

  /**
   * Adds a number.
   *
   * @param value a finite number
   * @throws IllegalArgumentException if it is infinite or none
   */
  void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("only finite numbers have a sum, got " + value);
    }
    if (value == 0) {
      return;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & (1L << 52) - 1;
    long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
    int place = Math.max(exponent, 1) - 1;
    int first = place >>> 5;
    int shift = place & 31;
    int at = reach(first, first + 3);
    // 53 bits moved by up to 31: three digits.
    long bottom = mantissa << shift;
    long top = shift == 0 ? 0 : mantissa >>> 64 - shift;
    long sign = bits < 0 ? -1 : 1;
    digits[at] += sign * (bottom & DIGIT);
    digits[at + 1] += sign * (bottom >>> 32);
    digits[at + 2] += sign * top;
    settle();
  }

  /** Adds all that another sum holds. */
  void add(ExactSum other) {
    if (other.digits.length == 0) {
      return;
    }
    // Carries of both first: their pending additions together may be too many.
    carry();
    other.carry();
    int at = reach(other.low, other.low + other.digits.length);
    for (int i = 0; i < other.digits.length; i++) {
      digits[at + i] += other.digits[i];
    }
    settle();
  }

  /** A sum of the same numbers, to which others can be added. */
  ExactSum copy() {
    var copy = new ExactSum();
    copy.add(this);
    return copy;
  }

  /** The sum, rounded once. */
  double value() {
    return Ratio.of(scaled(), BigInteger.ONE, -LOWEST);
  }

  /** The sum times 2^1074, exact. */
  BigInteger scaled() {
    carry();
    BigInteger sum = BigInteger.ZERO;
    for (int i = digits.length - 1; i >= 0; i--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(digits[i]));
    }
    return sum.shiftLeft(32 * low);
  }

  /** Makes room for the digits from {@code first} to before {@code end}: where the first stands. */
  private int reach(int first, int end) {
    if (digits.length == 0) {
      low = first;
      digits = new long[end - first];
    } else if (first < low || end > low + digits.length) {
      int lowest = Math.min(first, low);
      var wider = new long[Math.max(end, low + digits.length) - lowest];
      System.arraycopy(digits, 0, wider, low - lowest, digits.length);
      digits = wider;
      low = lowest;
    }
    return first - low;
  }

  /** Counts an addition. */
  private void settle() {
    pending++;
    if (pending >= MOST_PENDING) {
      carry();
    }
  }

  /** Leaves each digit but the highest between 0 and 2^32; that one has the sign. */
  private void carry() {
    if (pending == 0) {
      return;
    }
    int last = digits.length - 1;
    for (int i = 0; i < last; i++) {
      digits[i + 1] += digits[i] >> 32;
      digits[i] &= DIGIT;
    }
    if (digits[last] != (int) digits[last]) {
      digits = Arrays.copyOf(digits, last + 2);
      digits[last + 1] = digits[last] >> 32;
      digits[last] &= DIGIT;
    }
    pending = 0;
  }
}
