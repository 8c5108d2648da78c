package org.mekiki.transformer.tokenizer.model;

import java.util.Arrays;
import java.util.List;

/** Tokens by their code points, one after the other. Node 0 is the beginning. */
final class TokenTrie {
  static final int NONE = -1;

  private long[] keys = new long[1024];
  private int[] children = new int[1024];
  private int[] ids = new int[512];
  private int nodes = 1;

  /** Tokens by number; null for a number that is not used. */
  TokenTrie(List<String> tokens) {
    ids[0] = NONE;
    for (int id = 0; id < tokens.size(); id++) {
      if (tokens.get(id) != null) {
        add(tokens.get(id), id);
      }
    }
  }

  /** The node behind another one, or NONE. */
  int child(int node, int codePoint) {
    int slot = slot(key(node, codePoint));
    return keys[slot] == 0 ? NONE : children[slot];
  }

  /** The node behind a whole text, or NONE. */
  int descendant(String text) {
    int node = 0;
    for (int i = 0; i < text.length() && node != NONE; ) {
      int c = text.codePointAt(i);
      node = child(node, c);
      i += Character.charCount(c);
    }
    return node;
  }

  /** The number of the token that ends at a node, or NONE. */
  int id(int node) {
    return ids[node];
  }

  private void add(String token, int id) {
    int node = 0;
    for (int i = 0; i < token.length(); ) {
      int c = token.codePointAt(i);
      i += Character.charCount(c);
      int slot = slot(key(node, c));
      if (keys[slot] == 0) {
        node = addNode(slot, key(node, c));
      } else {
        node = children[slot];
      }
    }
    ids[node] = id;
  }

  private int addNode(int slot, long key) {
    int node = nodes++;
    keys[slot] = key;
    children[slot] = node;
    if (node == ids.length) {
      ids = Arrays.copyOf(ids, 2 * node);
    }
    ids[node] = NONE;
    if (2 * nodes > keys.length) {
      grow();
    }
    return node;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChildren = children;
    keys = new long[2 * oldKeys.length];
    children = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        children[slot] = oldChildren[i];
      }
    }
  }

  /** Never 0, which marks a free slot. */
  private static long key(int node, int codePoint) {
    return (node + 1L) << 21 | codePoint;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
