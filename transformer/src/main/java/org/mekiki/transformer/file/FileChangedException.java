package org.mekiki.transformer.file;

import java.io.IOException;

/** A file that another process changed while it was read, with the change in one sentence. */
public final class FileChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message one sentence that says what is wrong and what to do
   */
  public FileChangedException(String message) {
    super(message);
  }
}
