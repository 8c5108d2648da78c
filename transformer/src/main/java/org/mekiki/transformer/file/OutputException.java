package org.mekiki.transformer.file;

import java.io.IOException;
import java.nio.file.Path;

/** An output that cannot be written, such as one on a full disk, with its place and the reason. */
public final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Not part of the serialised form: paths are not serialisable. */
  private final transient Path target;

  /** Why it cannot be written, in a few words. */
  private final String reason;

  /**
   * An exception that names the output.
   *
   * @param target what was to be written
   * @param reason in a few words, such as the system's
   * @param cause what it follows from
   */
  public OutputException(Path target, String reason, Throwable cause) {
    super("the output %s cannot be written: %s".formatted(target, reason), cause);
    this.target = target;
    this.reason = reason;
  }

  /**
   * {@return an exception that names the output, with the system's words}
   *
   * @param target what was to be written
   * @param cause what the system says, which does not name it
   */
  public static OutputException of(Path target, IOException cause) {
    return new OutputException(target, NamedOutput.reason(cause), cause);
  }

  /** The same, of a file in a folder that was to be moved. */
  OutputException moved(Path from, Path to) {
    return target != null && target.startsWith(from)
        ? new OutputException(to.resolve(from.relativize(target)), reason, this)
        : this;
  }
}
