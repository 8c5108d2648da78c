package org.mekiki.cli.data;

import java.nio.file.Path;

/** A file cannot be used; the message is one sentence for the user. */
public final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Of this sentence. */
  public DataException(String message) {
    super(message);
  }

  /** A sentence about a line of a file. */
  public static DataException at(Path file, long line, String what) {
    return new DataException("%s, line %d: %s".formatted(file, line, what));
  }
}
