package org.mekiki.transformer.tokenizer.normalizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * SentencePiece's table of replacements: a double-array trie over UTF-8 bytes, and texts that end
 * in a zero each.
 */
final class ReplacementTable {
  private final byte[] table;
  private final int[] trie;
  private final int textStart;

  /**
   * Reads the table: the trie's size in bytes, the trie, the texts.
   *
   * @param table as a SentencePiece model and {@code tokenizer.json} hold it, decoded; copied
   * @throws IllegalArgumentException if it is no such table
   */
  ReplacementTable(byte[] table) {
    this.table = table.clone();
    var buffer = ByteBuffer.wrap(this.table).order(ByteOrder.LITTLE_ENDIAN);
    long size = table.length < 4 ? -1 : buffer.getInt() & 0xFFFFFFFFL;
    if (size < 4 || size % 4 != 0 || size > table.length - 4) {
      throw new IllegalArgumentException(
          "the precompiled table of replacements has a trie of %d bytes in %d"
              .formatted(size, table.length));
    }
    trie = new int[(int) size / 4];
    buffer.asIntBuffer().get(trie);
    textStart = 4 + (int) size;
  }

  /** A copy of the bytes that it was read of. */
  byte[] bytes() {
    return table.clone();
  }

  /**
   * A beginning that the table knows.
   *
   * @param length its bytes
   * @param replacement what stands for it
   */
  record Found(int length, String replacement) {}

  /**
   * What the table knows of the bytes from an index on; null if it knows nothing.
   *
   * @param longest whether the longest beginning is looked for, else the shortest
   */
  Found find(byte[] bytes, int from, boolean longest) {
    Found found = null;
    int node = offset(trie[0]);
    for (int i = from; i < bytes.length; i++) {
      int label = bytes[i] & 0xFF;
      node ^= label;
      if (label == 0 || node < 0 || node >= trie.length || (trie[node] & 0x800000FF) != label) {
        return found;
      }
      boolean leaf = (trie[node] >>> 8 & 1) == 1;
      node ^= offset(trie[node]);
      if (leaf) {
        String text = node >= 0 && node < trie.length ? text(trie[node] & 0x7FFFFFFF) : null;
        found = text == null ? found : new Found(i + 1 - from, text);
        if (!longest) {
          return found;
        }
      }
    }
    return found;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private String text(int at) {
    int from = textStart + at;
    if (from < 0 || from >= table.length) {
      return null;
    }
    int to = from;
    while (to < table.length && table[to] != 0) {
      to++;
    }
    return new String(table, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplacementTable same && Arrays.equals(same.table, table);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(table);
  }
}
