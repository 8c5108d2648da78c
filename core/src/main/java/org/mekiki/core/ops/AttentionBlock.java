package org.mekiki.core.ops;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of queries with the keys that they see: all at once, or, where a window is much smaller
 * than the text, a band along the diagonal. The cut depends on sizes alone.
 *
 * @param number of the block among those of the head
 * @param query number of the first query
 * @param queries how many
 * @param key number of the first key
 * @param keys how many
 * @param columns columns that a row of scores has room for
 * @param at where the scores begin among those of all blocks
 */
record AttentionBlock(int number, int query, int queries, int key, int keys, int columns, int at) {
  private static final int QUERIES = 64;

  /** Column padding of the kernels. */
  interface Padding {
    int columns(int count);
  }

  /**
   * All blocks of one head.
   *
   * @param first position of the first query
   */
  static List<AttentionBlock> of(int queries, int keys, int window, int first, Padding padding) {
    if (window >= keys || keys - 2 * window <= 2 * QUERIES) {
      return List.of(new AttentionBlock(0, 0, queries, 0, keys, padding.columns(queries), 0));
    }
    var blocks = new ArrayList<AttentionBlock>();
    int at = 0;
    for (int query = 0; query < queries; query += QUERIES) {
      int count = Math.min(QUERIES, queries - query);
      int from = Math.max(0, first + query - window);
      int to = Math.min(keys, first + query + count + window);
      int columns = padding.columns(count);
      var block = new AttentionBlock(blocks.size(), query, count, from, to - from, columns, at);
      blocks.add(block);
      at += block.scoreFloats();
    }
    return blocks;
  }

  /** Floats of the scores. */
  int scoreFloats() {
    return keys * columns;
  }
}
