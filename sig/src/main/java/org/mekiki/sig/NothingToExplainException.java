package org.mekiki.sig;

/** A text without a word that could be moved. */
public final class NothingToExplainException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public NothingToExplainException() {
    super("the text has no word to explain");
  }
}
