package org.mekiki.report.wording;

/** What the command calls itself in its outputs. */
public final class Version {
  /** The version of the command. */
  public static final String NUMBER = "0.1.0";

  private Version() {}

  /** The version and the JDK it runs on, such as "mekiki 0.1.0, JDK 25". */
  public static String withJdk() {
    return "mekiki %s, JDK %d".formatted(NUMBER, Runtime.version().feature());
  }
}
