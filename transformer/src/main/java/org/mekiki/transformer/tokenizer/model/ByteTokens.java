package org.mekiki.transformer.tokenizer.model;

import java.util.HexFormat;

/** Tokens of single bytes, which look like {@code <0x1F>}. */
final class ByteTokens {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final int[] ids = new int[256];

  ByteTokens(Vocabulary vocabulary) {
    for (int b = 0; b < ids.length; b++) {
      ids[b] = vocabulary.id("<0x" + HEX.toHexDigits((byte) b) + ">");
    }
  }

  /** A token a byte; null if one byte has none. */
  int[] ids(byte[] bytes) {
    int[] found = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      found[i] = ids[bytes[i] & 0xFF];
      if (found[i] < 0) {
        return null;
      }
    }
    return found;
  }
}
