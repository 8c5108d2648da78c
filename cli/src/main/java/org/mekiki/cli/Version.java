package org.mekiki.cli;

/** What the command calls itself in its outputs. */
final class Version {
  /** The version of the command. */
  static final String NUMBER = "0.1.0";

  private Version() {}

  /** The version and the JDK it runs on, such as "mekiki 0.1.0, JDK 25". */
  static String withJdk() {
    return "mekiki %s, JDK %d".formatted(NUMBER, Runtime.version().feature());
  }
}
