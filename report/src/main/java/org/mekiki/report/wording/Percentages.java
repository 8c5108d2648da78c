package org.mekiki.report.wording;

import java.util.Locale;

/** Probabilities as people read them: in percent, with as many digits as tell two apart. */
final class Percentages {
  private static final int MOST_DIGITS = 4;

  private Percentages() {}

  /** Digits after the point that show two numbers as different, where four are enough for it. */
  static int digits(double one, double other) {
    int digits = 1;
    while (digits < MOST_DIGITS && same(one, other, digits)) {
      digits++;
    }
    return same(one, other, digits) ? 1 : digits;
  }

  private static boolean same(double one, double other, int digits) {
    return format(one, digits).equals(format(other, digits));
  }

  /** A number with so many digits, without a sign where nothing but zeros is left. */
  static String format(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.matches("-0\\.?0*") ? text.substring(1) : text;
  }
}
