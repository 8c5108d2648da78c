package org.mekiki.core.ops;

import java.util.Arrays;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/**
 * Adds what {@link RelativePositions} says to the transposed scores of an {@link AttentionHead}
 * before they are scaled, and takes their cotangent back to queries and keys.
 *
 * <p>Products are made with each row of a table once and dealt out to the scores by distance.
 */
final class PositionScores {
  /** Columns that are worked on together, so that the rows they touch stay in the cache. */
  private static final int COLUMNS = 16;

  private final Kernels kernels;
  private final RelativePositions positions;
  private final int first;
  private final int hidden;
  private final int headDim;

  /**
   * For one call.
   *
   * @param first position of the first query
   */
  PositionScores(Kernels kernels, RelativePositions positions, int first, int hidden, int headDim) {
    this.kernels = kernels;
    this.positions = positions;
    this.first = first;
    this.hidden = hidden;
    this.headDim = headDim;
  }

  /**
   * The distance of the block's first query and first key, as an index of what goes by distance.
   */
  private int origin(AttentionBlock block) {
    return first + block.query() - block.key() + positions.length() - 1;
  }

  private int lowest(AttentionBlock block) {
    int lowest = Integer.MAX_VALUE;
    for (int i = 1 - block.keys(); i < block.queries(); i++) {
      lowest = Math.min(lowest, positions.rows()[origin(block) + i]);
    }
    return lowest;
  }

  /** Rows of the tables that the block's distances belong to, from the lowest to the highest. */
  private int span(AttentionBlock block) {
    int highest = 0;
    for (int i = 1 - block.keys(); i < block.queries(); i++) {
      highest = Math.max(highest, positions.rows()[origin(block) + i]);
    }
    return highest - lowest(block) + 1;
  }

  /** Floats for the products with a table's rows. */
  int products(AttentionBlock block) {
    return positions.rows() == null ? 0 : span(block) * Math.max(block.columns(), block.keys());
  }

  /** Floats that the kernels need to work in. */
  int scratch(AttentionBlock block) {
    if (positions.rows() == null) {
      return 0;
    }
    int span = span(block);
    return Math.max(
        Math.max(
            kernels.gemmScratch(span, block.queries(), headDim),
            kernels.gemmScratch(block.keys(), span, headDim)),
        Math.max(
            kernels.gemmScratch(block.queries(), headDim, span),
            kernels.gemmScratch(block.keys(), headDim, span)));
  }

  /**
   * Adds to the scores.
   *
   * @param head number of the head
   * @param qAt where the block's queries begin
   * @param kAt where the block's keys begin
   * @param p scores, one row a key, from {@code at} on
   * @param scratch {@link #products} and {@link #scratch} floats from {@code scratchAt} on
   */
  void add(
      int head,
      AttentionBlock block,
      float[] q,
      int qAt,
      float[] k,
      int kAt,
      float[] p,
      int at,
      float[] scratch,
      int scratchAt) {
    int work = scratchAt + products(block);
    if (positions.keys() != null) {
      int span = span(block);
      int row = start(positions.keys(), head, block);
      kernels.gemmTransB(
          span,
          block.queries(),
          headDim,
          positions.keys().array(),
          row,
          hidden,
          q,
          qAt,
          hidden,
          scratch,
          scratchAt,
          block.columns(),
          false,
          scratch,
          work);
      dealToColumns(block, scratch, scratchAt, p, at, false);
    }
    if (positions.queries() != null) {
      int span = span(block);
      int row = start(positions.queries(), head, block);
      kernels.gemmTransB(
          block.keys(),
          span,
          headDim,
          k,
          kAt,
          hidden,
          positions.queries().array(),
          row,
          hidden,
          scratch,
          scratchAt,
          span,
          false,
          scratch,
          work);
      dealToRows(block, span, scratch, scratchAt, p, at, false);
    }
    if (positions.bias() != null) {
      addBias(head, block, p, at);
    }
    hide(block, p, at);
  }

  private int start(Tensor table, int head, AttentionBlock block) {
    return table.offset() + lowest(block) * hidden + head * headDim;
  }

  /**
   * Query i's products with the table stand in column i of g; the score of i and j takes the one in
   * the row of their distance, or gives it its cotangent.
   */
  private void dealToColumns(
      AttentionBlock block, float[] g, int gAt, float[] p, int at, boolean back) {
    int[] rows = positions.rows();
    int columns = block.columns();
    int lowest = lowest(block);
    int origin = origin(block);
    for (int from = 0; from < block.queries(); from += COLUMNS) {
      int to = Math.min(block.queries(), from + COLUMNS);
      for (int j = 0; j < block.keys(); j++) {
        for (int i = from; i < to; i++) {
          int score = at + j * columns + i;
          int product = gAt + (rows[origin + i - j] - lowest) * columns + i;
          if (back) {
            g[product] += p[score];
          } else {
            p[score] += g[product];
          }
        }
      }
    }
  }

  /** The same where key j's products stand in row j. */
  private void dealToRows(
      AttentionBlock block, int span, float[] g, int gAt, float[] p, int at, boolean back) {
    int[] rows = positions.rows();
    int origin = origin(block);
    int lowest = lowest(block);
    for (int j = 0; j < block.keys(); j++) {
      int score = at + j * block.columns();
      int product = gAt + j * span - lowest;
      for (int i = 0; i < block.queries(); i++) {
        int row = rows[origin + i - j];
        if (back) {
          g[product + row] += p[score + i];
        } else {
          p[score + i] += g[product + row];
        }
      }
    }
  }

  /** The scale comes after, so that the bias must be larger by its inverse. */
  private void addBias(int head, AttentionBlock block, float[] p, int at) {
    Tensor bias = positions.bias();
    float factor = 1 / positions.scale(headDim);
    int from = bias.offset() + head * bias.shape().dim(1) + origin(block);
    for (int j = 0; j < block.keys(); j++) {
      int row = at + j * block.columns();
      kernels.axpy(block.queries(), factor, bias.array(), from - j, p, row);
    }
  }

  /** Scores of keys outside of the window become −∞. */
  private void hide(AttentionBlock block, float[] p, int at) {
    int window = positions.window();
    int distance = first + block.query() - block.key();
    for (int j = 0; j < block.keys(); j++) {
      int row = at + j * block.columns();
      int before = Math.clamp((long) j - window - distance, 0, block.queries());
      int after = Math.clamp((long) j + window - distance + 1, 0, block.queries());
      Arrays.fill(p, row, row + before, Float.NEGATIVE_INFINITY);
      Arrays.fill(p, row + after, row + block.queries(), Float.NEGATIVE_INFINITY);
    }
  }

  /** Adds to the queries' cotangent what comes from the products with K. */
  void addToQueries(
      int head,
      AttentionBlock block,
      float[] ds,
      int at,
      float[] dq,
      int dqAt,
      float[] scratch,
      int scratchAt) {
    if (positions.keys() == null) {
      return;
    }
    int span = span(block);
    Arrays.fill(scratch, scratchAt, scratchAt + span * block.columns(), 0);
    dealToColumns(block, scratch, scratchAt, ds, at, true);
    kernels.gemmTransA(
        block.queries(),
        headDim,
        span,
        scratch,
        scratchAt,
        block.columns(),
        positions.keys().array(),
        start(positions.keys(), head, block),
        hidden,
        dq,
        dqAt,
        hidden,
        true,
        scratch,
        scratchAt + products(block));
  }

  /** Adds to the keys' cotangent what comes from the products with Q. */
  void addToKeys(
      int head,
      AttentionBlock block,
      float[] ds,
      int at,
      float[] dk,
      int dkAt,
      float[] scratch,
      int scratchAt) {
    if (positions.queries() == null) {
      return;
    }
    int span = span(block);
    Arrays.fill(scratch, scratchAt, scratchAt + span * block.keys(), 0);
    dealToRows(block, span, scratch, scratchAt, ds, at, true);
    kernels.gemm(
        block.keys(),
        headDim,
        span,
        scratch,
        scratchAt,
        span,
        positions.queries().array(),
        start(positions.queries(), head, block),
        hidden,
        dk,
        dkAt,
        hidden,
        true,
        scratch,
        scratchAt + products(block));
  }
}
