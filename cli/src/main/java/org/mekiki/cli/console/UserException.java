package org.mekiki.cli.console;

/** Something in the input or the options was wrong; the message is one sentence for the user. */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    super(message);
  }
}
