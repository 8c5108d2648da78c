package org.mekiki.benchmarks.results;

/** Something in the options or the files was wrong; the message is one sentence for the user. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public UsageException(String message) {
    super(message);
  }
}
