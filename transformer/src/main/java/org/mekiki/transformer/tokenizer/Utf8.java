package org.mekiki.transformer.tokenizer;

import java.nio.charset.StandardCharsets;

/** The encoding in which the reference tokenizers measure texts. */
final class Utf8 {
  private Utf8() {}

  /** Number of bytes of a code point. */
  static int length(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
