package org.mekiki.transformer.encoder;

/** A model that this project cannot run, with the reason in one sentence. */
public final class UnsupportedModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public UnsupportedModelException(String message) {
    super(message);
  }
}
