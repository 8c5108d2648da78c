package org.mekiki.weights.converter.file;

import java.io.IOException;

/** An input that cannot be converted, with the reason in one sentence. */
public final class ConversionException extends IOException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public ConversionException(String message) {
    super(message);
  }

  /** One sentence and what it follows from. */
  public ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}
