package org.mekiki.spring;

/** A model that a property names cannot be used. */
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The property that names the model. */
  private final String property;

  ModelUnavailableException(String property, String message, Throwable cause) {
    super(message, cause);
    this.property = property;
  }

  /** {@return the property that names the model} */
  public String property() {
    return property;
  }
}
