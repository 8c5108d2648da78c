package org.mekiki.cli;

/** The command's exit codes. */
final class ExitCode {
  /** Done. */
  static final int OK = 0;

  /** A fault of the program or of the machine. */
  static final int INTERNAL = 1;

  /** Something in the input or the options was wrong. */
  static final int USAGE = 2;

  /** The model broke a rule of an audit. */
  static final int RULE_BROKEN = 3;

  private ExitCode() {}
}
