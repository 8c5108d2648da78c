package org.mekiki.cli;

/** Something in the input or the options was wrong; the message is one sentence for the user. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }
}
