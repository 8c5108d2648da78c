package org.mekiki.cli.audit.statistics;

import java.math.BigInteger;

/** Quotients of whole numbers as doubles, rounded once. */
final class Ratio {
  /** More bits than a double's 53 and one to round by. */
  private static final int BITS = 64;

  private Ratio() {}

  /**
   * {@code over} / {@code under} · 2^{@code exponent}, rounded once.
   *
   * @param under above 0
   */
  static double of(BigInteger over, BigInteger under, int exponent) {
    int shift = BITS + 1 - over.bitLength() + under.bitLength();
    BigInteger[] parts =
        over.shiftLeft(Math.max(0, shift)).divideAndRemainder(under.shiftLeft(Math.max(0, -shift)));
    BigInteger quotient = parts[0].abs();
    // A last bit stands for all that follows: whether anything does is all that rounding asks.
    BigInteger kept = parts[1].signum() == 0 ? quotient : quotient.setBit(0);
    return over.signum() * Math.scalb(kept.doubleValue(), exponent - shift);
  }
}
