package org.mekiki.transformer.tokenizer.regex;

import java.util.concurrent.CancellationException;

/** A search that was ended from outside before it had its answer. */
public final class RegexStoppedException extends CancellationException {
  private static final long serialVersionUID = 1L;

  RegexStoppedException(String reason) {
    super(reason);
  }
}
