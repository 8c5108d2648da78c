package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;

/** Numbers by pairs of numbers that are not negative. */
final class PairTable {
  private static final long FREE = -1;

  private final long[] keys;
  private final int[] values;

  /** Room for so many pairs. */
  PairTable(int pairs) {
    int size = Integer.highestOneBit(Math.max(4, pairs)) * 4;
    keys = new long[size];
    values = new int[size];
    Arrays.fill(keys, FREE);
  }

  /** A pair's number; takes the place of one that it had. */
  void put(int left, int right, int value) {
    long key = key(left, right);
    int slot = slot(key);
    keys[slot] = key;
    values[slot] = value;
  }

  /** A pair's number, −1 if it has none. */
  int get(int left, int right) {
    int slot = slot(key(left, right));
    return keys[slot] == FREE ? -1 : values[slot];
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
