package org.mekiki.cli.audit.table;

/**
 * A part of a text around what it is an example of.
 *
 * @param line of the text in the data
 * @param before what stands before it
 * @param marked what it is
 * @param after what stands after it
 * @param value how strong it is there
 */
public record ExampleText(long line, String before, String marked, String after, double value) {
  private static final String CUT = "…";

  /** A text with a place in it, cut so that at most {@code around} characters stand on a side. */
  public static ExampleText of(
      long line, String text, int start, int end, double value, int around) {
    int from = Math.max(0, start - around);
    int to = Math.min(text.length(), end + around);
    from += splitsCharacter(text, from) ? 1 : 0;
    to -= splitsCharacter(text, to) ? 1 : 0;
    return new ExampleText(
        line,
        (from > 0 ? CUT : "") + text.substring(from, start),
        text.substring(start, end),
        text.substring(end, to) + (to < text.length() ? CUT : ""),
        value);
  }

  private static boolean splitsCharacter(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** The whole part. */
  public String text() {
    return before + marked + after;
  }
}
