package org.mekiki.report.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Strings of the caller's as parts of a page that they cannot leave. */
public final class Markup {
  /** What comes between these does not turn the direction of what is around it. */
  public static final String ISOLATED_BEGIN = "<bdi>";

  /** The end of that. */
  public static final String ISOLATED_END = "</bdi>";

  private Markup() {}

  /** Text as it may stand in an element or a quoted attribute. */
  public static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  boolean control = Character.isISOControl(c) && "\n\t\r".indexOf(c) < 0;
                  boolean surrogate = Character.getType(c) == Character.SURROGATE;
                  escaped.appendCodePoint(control || surrogate ? 0xFFFD : c);
                }
              }
            });
    return escaped.toString();
  }

  /** JSON as it may stand in a script element: no tag can end or begin in it. */
  public static String jsonInScript(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  /** How a content security policy names the content of a script or style element. */
  public static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
