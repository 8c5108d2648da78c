package org.mekiki.transformer.file;

import java.io.IOException;

/** A file that is no converted model, or a damaged one, with the reason in one sentence. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public ModelFileException(String message) {
    super(message);
  }

  /** One sentence and what it follows from. */
  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
