package org.mekiki.fuzz;

/**
 * What became of an input.
 *
 * @param kind whether the promise was kept
 * @param words what was said, or what is wrong
 * @param thrown what was thrown; null where nothing was
 */
public record Verdict(Kind kind, String words, Throwable thrown) {
  /** Whether the promise was kept, and how. */
  public enum Kind {
    /** There was a result. */
    ACCEPTED,
    /** There was a sentence. */
    REFUSED,
    /** Neither, or not in time, or at too high a cost. */
    BROKEN
  }

  static Verdict broken(String words, Throwable thrown) {
    return new Verdict(Kind.BROKEN, words, thrown);
  }

  /** Whether the promise was broken. */
  public boolean isBroken() {
    return kind == Kind.BROKEN;
  }

  /** What tells one fault from another: what was thrown, and where. */
  String fault() {
    StackTraceElement[] stack = thrown == null ? new StackTraceElement[0] : thrown.getStackTrace();
    return thrown == null
        ? words.replaceAll("[0-9]+", "")
        : thrown.getClass().getName() + (stack.length > 0 ? " at " + stack[0] : "");
  }
}
