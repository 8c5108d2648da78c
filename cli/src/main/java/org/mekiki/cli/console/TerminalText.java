package org.mekiki.cli.console;

/** Text that may be shown on a terminal: what could steer it is replaced visibly. */
public final class TerminalText {
  private TerminalText() {}

  public static String safe(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean harmful =
                  type == Character.CONTROL && c != '\n' && c != '\t'
                      || type == Character.SURROGATE
                      || c >= 0x202A && c <= 0x202E
                      || c >= 0x2066 && c <= 0x2069;
              out.appendCodePoint(harmful ? 0xFFFD : c);
            });
    return out.toString();
  }

  /** On one line. */
  public static String line(String text) {
    return safe(text).replace('\n', ' ').replace('\t', ' ');
  }
}
