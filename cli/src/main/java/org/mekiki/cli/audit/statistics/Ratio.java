package org.mekiki.cli.audit.statistics;

import java.math.BigInteger;

/** Quotients of whole numbers as doubles, rounded once. */
final class Ratio {
  /** More bits than a double's 53 and one to round by. */
  private static final int BITS = 64;

  private Ratio() {}

  /** {@code number} · 2^{@code exponent}, rounded once. */
  static double rounded(BigInteger number, int exponent) {
    // Bits beyond the first 64 matter only in that they are there: so few that no exponent is lost.
    int surplus = Math.max(0, number.bitLength() - BITS);
    return Math.scalb(shortened(number, surplus).doubleValue(), exponent + surplus);
  }

  /**
   * {@code over} / {@code under} · 2^{@code exponent}, rounded once.
   *
   * @param under above 0
   */
  static double of(BigInteger over, BigInteger under, int exponent) {
    int shift = Math.max(0, BITS - over.bitLength() + under.bitLength() + 1);
    BigInteger[] parts = over.shiftLeft(shift).divideAndRemainder(under);
    BigInteger quotient = parts[1].signum() == 0 ? parts[0] : sticky(parts[0], over.signum());
    return rounded(quotient, exponent - shift);
  }

  private static BigInteger shortened(BigInteger number, int bits) {
    if (bits == 0) {
      return number;
    }
    BigInteger size = number.abs();
    BigInteger kept = size.shiftRight(bits);
    boolean whole = size.getLowestSetBit() >= bits;
    BigInteger rounding = whole ? kept : kept.setBit(0);
    return number.signum() < 0 ? rounding.negate() : rounding;
  }

  /** One bit more, which says that something follows. */
  private static BigInteger sticky(BigInteger quotient, int sign) {
    return quotient.abs().setBit(0).multiply(BigInteger.valueOf(sign));
  }
}
