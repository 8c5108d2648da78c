package org.mekiki.transformer.file;

import java.io.IOException;

/** A file that is no converted model, or a damaged one, with the reason in one sentence. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message one sentence that says what is wrong and what to do
   */
  public ModelFileException(String message) {
    super(message);
  }

  /**
   * An exception with a message and what it follows from.
   *
   * @param message one sentence that says what is wrong and what to do
   * @param cause what it follows from
   */
  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
