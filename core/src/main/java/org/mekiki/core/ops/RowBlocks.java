package org.mekiki.core.ops;

import org.mekiki.core.runtime.ComputeContext;

/** Rows cut into blocks that stay in the first-level cache, shared by the context's threads. */
final class RowBlocks {
  private static final int ELEMENTS = 8192;

  private RowBlocks() {}

  /** Works on rows {@code from} (inclusive) to {@code to} (exclusive). */
  interface Work {
    void on(int from, int to);
  }

  static void forEach(ComputeContext context, int rows, int cols, Work work) {
    int block = Math.max(1, ELEMENTS / Math.max(1, cols));
    int pieces = (rows + block - 1) / block;
    context.forEach(
        pieces, (piece, _) -> work.on(piece * block, Math.min(rows, (piece + 1) * block)));
  }
}
