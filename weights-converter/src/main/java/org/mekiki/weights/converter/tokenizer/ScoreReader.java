package org.mekiki.weights.converter.tokenizer;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads scores as the reference library reads them. It rounds the digits to a binary number first
 * and moves the point then, which gives a last bit that is not always the nearest. Ways to cut a
 * word whose scores have the same sum are told apart by that bit.
 *
 * <p>See {@code docs/decisions/2026-11-25-tokenizers.md}.
 */
final class ScoreReader {
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final int LARGEST_POWER = 308;

  private ScoreReader() {}

  /** The reference's reading of a number whose shortest decimal form is in the file. */
  static double read(double nearest) {
    BigDecimal decimal = BigDecimal.valueOf(Math.abs(nearest)).stripTrailingZeros();
    BigInteger digits = decimal.unscaledValue();
    int exponent = -decimal.scale();
    if (Math.abs(exponent) > LARGEST_POWER || digits.compareTo(LARGEST) > 0) {
      return nearest;
    }
    double value = digits.doubleValue();
    double power = Double.parseDouble("1e" + Math.abs(exponent));
    return Math.copySign(exponent < 0 ? value / power : value * power, nearest);
  }
}
