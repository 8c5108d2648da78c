package org.mekiki.cli.console;

/** The command's exit codes. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** A fault of the program or of the machine. */
  public static final int INTERNAL = 1;

  /** Something in the input or the options was wrong. */
  public static final int USAGE = 2;

  /** The model broke a rule of an audit. */
  public static final int RULE_BROKEN = 3;

  private ExitCode() {}
}
