package org.mekiki.cli.console;

/** Options that take a count. */
public final class Positive {
  private Positive() {}

  /** Refuses a number below 1; null, an option that was not given, is no number. */
  public static void require(String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new UserException("%s must be at least 1, got %s".formatted(option, value));
    }
  }
}
