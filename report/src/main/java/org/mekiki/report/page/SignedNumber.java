package org.mekiki.report.page;

import java.util.Locale;

/** Numbers for people: with their sign, the minus as wide as the plus, and no sign before zeros. */
public final class SignedNumber {
  private SignedNumber() {}

  /**
   * The number as text.
   *
   * @param format of {@link String#format}, with a sign: {@code %+.2f}
   */
  public static String of(String format, double value) {
    String shown = String.format(Locale.ROOT, format, value);
    boolean zero = shown.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? shown.substring(1) : shown.replace('-', '−');
  }
}
