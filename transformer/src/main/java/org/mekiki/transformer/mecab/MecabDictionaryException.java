package org.mekiki.transformer.mecab;

import java.io.IOException;

/** Files that are no compiled dictionary of MeCab, or a damaged one, with the reason. */
public final class MecabDictionaryException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message one sentence that says what is wrong, where, and what to do
   */
  public MecabDictionaryException(String message) {
    super(message);
  }
}
