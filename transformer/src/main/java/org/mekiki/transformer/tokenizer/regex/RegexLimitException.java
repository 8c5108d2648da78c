package org.mekiki.transformer.tokenizer.regex;

/**
 * A pattern and a text that are too much together, with the reason in one sentence: a shorter text,
 * or a simpler pattern, is searched.
 */
public final class RegexLimitException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RegexLimitException(String reason) {
    super(reason);
  }
}
