package org.mekiki.sig.method;

/** What settings must be, in one sentence where they are not. */
final class Requirements {
  private Requirements() {}

  static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; it must be at least %d".formatted(name, value, least));
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "%s is %s; it must be a number, 0 or more".formatted(name, value));
    }
  }
}
