package org.mekiki.cli.serve;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.mekiki.cli.web.Problem;

/**
 * A body's characters, exactly as they were sent or not at all: what a lenient reader would put in
 * the place of broken ones is another text than the client's.
 */
final class BodyText {
  private static final int MARK = 0xFEFF;

  private BodyText() {}

  /**
   * Reads UTF-8, with or without a byte order mark.
   *
   * @throws Problem with the place of what is none
   */
  static String of(byte[] body) {
    String other = otherCoding(body);
    if (!other.isEmpty()) {
      throw Problem.of(400, "the body is %s; send it in UTF-8".formatted(other));
    }
    ByteBuffer in = ByteBuffer.wrap(body);
    var out = CharBuffer.allocate(body.length + 1);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw Problem.of(
          400,
          "the body is not UTF-8: the byte %02x at %d begins no character"
              .formatted(body[in.position()], in.position()));
    }
    String text = out.flip().toString();
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** JSON begins with an ASCII character, whose zeros and marks show the coding (RFC 4627, 3). */
  private static String otherCoding(byte[] body) {
    int a = at(body, 0);
    int b = at(body, 1);
    boolean wide = a == 0 && b == 0 || b == 0 && at(body, 2) == 0 && at(body, 3) == 0;
    if (body.length >= 4 && wide) {
      return "UTF-32";
    }
    boolean mark = a == 0xFE && b == 0xFF || a == 0xFF && b == 0xFE;
    return body.length >= 2 && (mark || a == 0 || b == 0) ? "UTF-16" : "";
  }

  private static int at(byte[] body, int place) {
    return place < body.length ? body[place] & 0xFF : -1;
  }

  /**
   * Refuses a string with half of a surrogate pair, which JSON can escape and no UTF-8 can say.
   *
   * @param what has the string, for the refusal
   */
  static String whole(String text, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw Problem.of(
            400,
            "%s has half a surrogate pair, \\u%04x, as character %d; send both halves"
                    .formatted(what, (int) c, i)
                + " or the character itself");
      }
    }
    return text;
  }
}
