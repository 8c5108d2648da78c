package org.mekiki.transformer.tokenizer.regex;

/**
 * A regular expression as tokenizer files write them: the syntax of Oniguruma for Ruby, with
 * Unicode's categories in all of its classes.
 *
 * <p>Groups remember nothing, so references back to them are refused, as is looking back over a
 * text of varying length. Matching takes time in proportion to the text, and its depth is bounded
 * by the pattern alone.
 *
 * <p>See {@code docs/decisions/2026-11-24-tokenizers.md}.
 */
public final class Regex {
  private final String pattern;
  private final Program program;

  private Regex(String pattern) {
    this.pattern = pattern;
    this.program = Program.of(pattern);
  }

  /**
   * Reads a pattern.
   *
   * @throws RegexSyntaxException if it is wrong or uses what is not supported
   */
  public static Regex compile(String pattern) {
    return new Regex(pattern);
  }

  /** Receives a match: its first index and the one after its last. */
  public interface Sink {
    /** One match. */
    void accept(int from, int to);
  }

  /**
   * Gives all matches to the sink, from left to right; an empty one at the end of another is none.
   *
   * @param text code points
   * @param size how many of them there are
   */
  public void find(int[] text, int size, Sink sink) {
    var matcher = new Matcher(program, text, size);
    int previous = -1;
    for (int at = 0; at <= size; ) {
      int end = matcher.match(at);
      if (end < 0 || end == at && end == previous) {
        at++;
      } else {
        sink.accept(at, end);
        previous = end;
        at = end;
      }
    }
  }

  /** The pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
