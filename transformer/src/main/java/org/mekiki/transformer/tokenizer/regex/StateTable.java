package org.mekiki.transformer.tokenizer.regex;

import java.util.Arrays;

/** What is known of states, each an instruction at a place in the text. */
final class StateTable {
  static final int UNKNOWN = 0;

  /** Being tried; whoever comes back to it has moved in a circle. */
  static final int OPEN = 1;

  static final int FAILS = 2;
  static final int MATCHES = 3;

  private long[] entries = new long[1024];
  private int used;

  /** What is known of a state; its number is not negative and below 2⁶⁰. */
  int get(long state) {
    return (int) entries[slot(entries, state)] & 3;
  }

  void put(long state, int knowledge) {
    int slot = slot(entries, state);
    used += entries[slot] == 0 ? 1 : 0;
    entries[slot] = state + 1 << 2 | knowledge;
    if (2 * used > entries.length) {
      grow();
    }
  }

  void clear() {
    Arrays.fill(entries, 0);
    used = 0;
  }

  private void grow() {
    long[] larger = new long[2 * entries.length];
    for (long entry : entries) {
      if (entry != 0) {
        larger[slot(larger, (entry >> 2) - 1)] = entry;
      }
    }
    entries = larger;
  }

  private static int slot(long[] entries, long state) {
    int mask = entries.length - 1;
    int slot = (int) (state * 0x9E3779B97F4A7C15L >>> 40) & mask;
    while (entries[slot] != 0 && (entries[slot] >> 2) - 1 != state) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
