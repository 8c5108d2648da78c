package org.mekiki.cli.console;

/** Options that take a count. */
public final class Positive {
  private Positive() {}

  /**
   * Refuses a number below 1 or beyond a limit; null, an option that was not given, is no number.
   */
  public static void require(String option, Number value, long most) {
    require(option, value);
    atMost(option, value, most);
  }

  /** Refuses a number beyond a limit, below which it is judged elsewhere. */
  public static void atMost(String option, Number value, long most) {
    if (value != null && value.longValue() > most) {
      throw new UserException("%s can be %d at most, got %s".formatted(option, most, value));
    }
  }

  /** Refuses a number below 1; null, an option that was not given, is no number. */
  public static void require(String option, Number value) {
    if (value != null && value.longValue() < 1) {
      throw new UserException("%s must be at least 1, got %s".formatted(option, value));
    }
  }
}
