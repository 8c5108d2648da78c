package org.mekiki.transformer.tokenizer.text;

import java.nio.charset.StandardCharsets;

/** The encoding in which the reference tokenizers measure texts. */
public final class Utf8 {
  private Utf8() {}

  /**
   * {@return the number of bytes of a code point}
   *
   * @param codePoint the code point
   */
  public static int length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** One byte, from 0 to 255, of a code point that takes {@code length} of them. */
  static int byteOf(int codePoint, int length, int index) {
    if (length == 1) {
      return codePoint;
    }
    int bits = codePoint >>> 6 * (length - 1 - index);
    return index == 0 ? 0xF00 >> length & 0xFF | bits : 0x80 | bits & 0x3F;
  }

  /**
   * {@return a string's bytes}
   *
   * @param text the string
   */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
