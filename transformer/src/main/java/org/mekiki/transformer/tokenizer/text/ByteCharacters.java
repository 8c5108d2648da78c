package org.mekiki.transformer.tokenizer.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The printable characters that GPT-2's vocabulary has for bytes. */
public final class ByteCharacters {
  private static final int[] CHARACTERS = characters();

  private ByteCharacters() {}

  /** Printable bytes stand for themselves, the others for characters from U+0100 on. */
  private static int[] characters() {
    int[] characters = new int[256];
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
      characters[b] = printable ? b : next++;
    }
    return characters;
  }

  /**
   * {@return whether a token's character is white space, or stands for a space: Ġ}
   *
   * @param c the character
   */
  public static boolean isSpace(int c) {
    return c == CHARACTERS[' '] || Characters.isWhiteSpace(c);
  }

  /**
   * Reads characters that stand for bytes.
   *
   * @param token the token
   * @return the text, U+FFFD for bytes that are no whole character; empty where a character stands
   *     for none, as in added tokens
   */
  public static Optional<String> decode(String token) {
    var bytes = new ByteArrayOutputStream();
    for (int c : token.codePoints().toArray()) {
      int b = 0;
      while (b < CHARACTERS.length && CHARACTERS[b] != c) {
        b++;
      }
      if (b == CHARACTERS.length) {
        return Optional.empty();
      }
      bytes.write(b);
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  /**
   * {@return a text in bytes; all bytes of a character come from where it came from}
   *
   * @param text the text
   */
  public static AlignedText written(AlignedText text) {
    var out = new AlignedText(text.size(), text.origin());
    for (int i = 0; i < text.size(); i++) {
      int c = text.codePoint(i);
      int start = text.start(i);
      int end = text.end(i);
      int length = Utf8.length(c);
      for (int b = 0; b < length; b++) {
        out.append(CHARACTERS[Utf8.byteOf(c, length, b)], start, end);
      }
    }
    return out;
  }
}
