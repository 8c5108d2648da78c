package org.mekiki.cli.web;

import java.util.Locale;

/**
 * Why requests are refused that somebody makes by the page: each has a code that stays, and a
 * sentence in every language of the page.
 */
public enum Situation {
  /** The body is over the limit of bytes. */
  BODY_LENGTH(413),
  /** A text is over the limit of characters. */
  TEXT_LENGTH(422),
  /** A table is over the limit of rows. */
  TOO_MANY_ROWS(422),
  /** The text has no word to explain. */
  NO_WORDS(422),
  /** The server has no such model. */
  UNKNOWN_MODEL(422),
  /** More passes through the model than a request may ask for. */
  TOO_MANY_PASSES(422),
  /** More work than the deadline leaves time for. */
  TOO_MUCH_WORK(422),
  /** The deadline has passed. */
  DEADLINE(503),
  /** Too many requests are computed and wait. */
  BUSY(503),
  /** The server stops. */
  STOPPING(503),
  /** The memory is not enough. */
  MEMORY(503),
  /** A fault of the program. */
  FAULT(500);

  private final int status;

  Situation(int status) {
    this.status = status;
  }

  /** The HTTP status of its refusals. */
  public int status() {
    return status;
  }

  /** Its code in answers, such as {@code text-length}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
