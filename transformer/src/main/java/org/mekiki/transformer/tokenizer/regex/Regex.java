package org.mekiki.transformer.tokenizer.regex;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A regular expression as tokenizer files write them: the syntax of Oniguruma for Ruby, with
 * Unicode's categories in all of its classes. Groups remember nothing, so references back to them
 * are refused, as is looking back over a text of varying length.
 *
 * <p>It is safe to use with patterns and texts of strangers:
 *
 * <ul>
 *   <li>Reading a pattern takes time and memory in proportion to its length and to {@link #size},
 *       which is bounded; counts go up to 1000.
 *   <li>Finding all matches in a text takes time in proportion to the text, at most to the product
 *       of {@link #size} and the text's length; memory as well, at most 256 MB for ways that are
 *       open and as much for what is remembered. What is more is refused ({@link
 *       RegexLimitException}).
 *   <li>Neither recurses: the depth of the thread's stack does not depend on pattern or text.
 *   <li>A search ends when its thread is interrupted or a check says so ({@link
 *       RegexStoppedException}).
 * </ul>
 *
 * <p>A regular expression does not change and may be used by several threads at a time.
 *
 * <p>See {@code docs/decisions/2026-11-24-tokenizers.md} and {@code
 * docs/decisions/2026-11-29-regular-expressions.md}.
 */
public final class Regex {
  private static final int LONGEST_QUOTE = 200;

  private final String pattern;
  private final Set<Flag> flags;
  private final Program program;

  private static boolean never() {
    return false;
  }

  private Regex(String pattern, Set<Flag> flags) {
    this.pattern = pattern;
    this.flags = flags;
    var in = new PatternReader(pattern);
    var parser =
        new Parser(
            in,
            flags.contains(Flag.IGNORE_CASE),
            flags.contains(Flag.DOT_MATCHES_ALL),
            flags.contains(Flag.EXTENDED));
    this.program = Compiler.compile(parser.parse(), in);
  }

  /** What holds from the pattern's start, as if it were written there. */
  public enum Flag {
    /** {@code (?i)}: letters match those that differ in case only. */
    IGNORE_CASE,
    /** {@code (?m)} of Ruby: the dot matches line feeds too. */
    DOT_MATCHES_ALL,
    /** {@code (?x)}: white space and what follows a {@code #} are no part of the pattern. */
    EXTENDED
  }

  /**
   * Reads a pattern.
   *
   * @param pattern the pattern
   * @param flags what holds from its start
   * @return the regular expression
   * @throws RegexSyntaxException if it is wrong, too large, or uses what is not supported
   */
  public static Regex compile(String pattern, Flag... flags) {
    var set = EnumSet.noneOf(Flag.class);
    set.addAll(Arrays.asList(flags));
    return new Regex(pattern, set);
  }

  /** Receives a match: its first index and the one after its last. */
  public interface Sink {
    /**
     * Takes one match, which may be empty.
     *
     * @param from the first index
     * @param to the index after the last
     */
    void accept(int from, int to);
  }

  /**
   * Gives all matches to the sink, from left to right; an empty one at the end of another is none.
   *
   * @param text code points
   * @param size how many of them there are
   * @param sink takes the matches
   * @throws RegexLimitException if pattern and text are too much together
   * @throws RegexStoppedException if the thread was interrupted; it stays so
   */
  public void find(int[] text, int size, Sink sink) {
    var search = new RegexSearch(this, text, size, null, Regex::never);
    while (search.find()) {
      sink.accept(search.start(), search.end());
    }
  }

  /**
   * Begins a search.
   *
   * @param text the text; an unpaired surrogate counts as a character of its own
   * @return the search, with indices of this string
   * @throws RegexLimitException if pattern and text are too much together
   */
  public RegexSearch search(String text) {
    return search(text, Regex::never);
  }

  /**
   * Begins a search that can be stopped.
   *
   * @param text the text; an unpaired surrogate counts as a character of its own
   * @param stop asked now and then, every 65536 steps, whether to stop
   * @return the search, with indices of this string
   * @throws RegexLimitException if pattern and text are too much together
   */
  public RegexSearch search(String text, BooleanSupplier stop) {
    int[] codePoints = text.codePoints().toArray();
    return new RegexSearch(this, codePoints, codePoints.length, text, stop);
  }

  /**
   * {@return the steps that a character of a text can take at most, up to a small factor} Callers
   * who want less than what this class allows refuse by it; 65536 is the most.
   */
  public int size() {
    return program.size;
  }

  /** {@return the pattern as it was written} */
  public String pattern() {
    return pattern;
  }

  /** {@return what holds from the pattern's start} */
  public Set<Flag> flags() {
    return EnumSet.copyOf(flags);
  }

  Program program() {
    return program;
  }

  /** The pattern for a message. */
  String quoted() {
    return quoted(pattern);
  }

  /** A pattern for a message: in quotation marks, on one line, its end left out if it is long. */
  static String quoted(String pattern) {
    var out = new StringBuilder("\"");
    int[] start = pattern.codePoints().limit(LONGEST_QUOTE).toArray();
    for (int c : start) {
      if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
        out.append("\\x{%x}".formatted(c));
      } else {
        out.appendCodePoint(c);
      }
    }
    boolean whole = pattern.codePointCount(0, pattern.length()) <= LONGEST_QUOTE;
    return out.append(whole ? "\"" : "…\"").toString();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
