package org.mekiki.core.ops;

import java.util.function.IntConsumer;
import org.mekiki.core.autodiff.Pass;

/** Rows cut into blocks that stay in the first-level cache, shared by the context's threads. */
final class RowBlocks {
  private static final int ELEMENTS = 8192;

  private RowBlocks() {}

  /** Works on rows {@code from} (inclusive) to {@code to} (exclusive). */
  interface Work {
    void on(int from, int to);
  }

  static void forEach(Pass pass, int rows, int cols, Work work) {
    int block = Math.max(1, ELEMENTS / Math.max(1, cols));
    int pieces = (rows + block - 1) / block;
    pass.forEach(pieces, (piece, _) -> work.on(piece * block, Math.min(rows, (piece + 1) * block)));
  }

  /** Works on one row after the other, for what kernels do a row at a time. */
  static void forEachRow(Pass pass, int rows, int cols, IntConsumer work) {
    forEach(
        pass,
        rows,
        cols,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            work.accept(row);
          }
        });
  }
}
