package org.mekiki.benchmarks;

/** Checks of results: a benchmark that computes something else than it says does not run. */
final class Expect {
  private Expect() {}

  /** Throws unless |actual − expected| ≤ tolerance · max(1, |expected|). */
  static void near(String what, double expected, double actual, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)))) {
      throw new IllegalStateException("%s is %s, should be %s".formatted(what, actual, expected));
    }
  }

  /** Throws unless all elements differ by at most tolerance times the largest expected one. */
  static void near(String what, float[] expected, float[] actual, double tolerance) {
    that(expected.length == actual.length, what + " has another size than the reference");
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs((double) expected[i] - actual[i]) <= tolerance * largest)) {
        throw new IllegalStateException(
            "%s is %s at element %d, should be %s".formatted(what, actual[i], i, expected[i]));
      }
    }
  }

  /** Throws with this message unless the condition holds. */
  static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }
}
