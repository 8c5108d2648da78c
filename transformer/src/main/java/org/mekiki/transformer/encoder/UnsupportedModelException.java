package org.mekiki.transformer.encoder;

/** A model that this project cannot run, with the reason in one sentence. */
public final class UnsupportedModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message one sentence that says what is not supported, and what is
   */
  public UnsupportedModelException(String message) {
    super(message);
  }
}
