package org.mekiki.transformer.tokenizer.pattern;

import org.mekiki.transformer.tokenizer.regex.Regex;
import org.mekiki.transformer.tokenizer.text.AlignedText;

/** What a regular expression matches. */
public final class RegexPattern implements TextPattern {
  private final Regex regex;

  /**
   * Reads the expression, of Oniguruma's syntax for Ruby.
   *
   * @param regex the expression
   * @throws IllegalArgumentException if it is wrong or not supported
   */
  public RegexPattern(String regex) {
    this.regex = Regex.compile(regex);
  }

  /** {@return the expression as it was written} */
  public String regex() {
    return regex.pattern();
  }

  @Override
  public void find(AlignedText text, Sink sink) {
    if (text.size() > 0) {
      regex.find(text.codePoints(), text.size(), sink::accept);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegexPattern pattern && pattern.regex().equals(regex());
  }

  @Override
  public int hashCode() {
    return regex().hashCode();
  }

  @Override
  public String toString() {
    return regex.toString();
  }
}
