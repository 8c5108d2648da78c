package org.mekiki.transformer.tokenizer.regex;

/** A pattern that is wrong or not supported, with the reason in one sentence. */
public final class RegexSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RegexSyntaxException(String pattern, int at, String reason) {
    super("the pattern %s %s, at character %d".formatted(Regex.quoted(pattern), reason, at + 1));
  }
}
