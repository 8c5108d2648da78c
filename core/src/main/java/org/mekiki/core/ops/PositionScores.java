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
  private final int firstQuery;
  private final int hidden;
  private final int headDim;

  /**
   * For one call.
   *
   * @param firstQuery position of the first query among the keys
   */
  PositionScores(
      Kernels kernels, RelativePositions positions, int firstQuery, int hidden, int headDim) {
    this.kernels = kernels;
    this.positions = positions;
    this.firstQuery = firstQuery;
    this.hidden = hidden;
    this.headDim = headDim;
  }

  /**
   * The distance of the block's first query and first key, as an index of what goes by distance.
   */
  private int originIndex(AttentionBlock block) {
    return firstQuery + block.query() - block.key() + positions.length() - 1;
  }

  /** The lowest row of the tables that the block's distances belong to. */
  private int lowestRow(AttentionBlock block) {
    int lowest = Integer.MAX_VALUE;
    for (int i = 1 - block.keys(); i < block.queries(); i++) {
      lowest = Math.min(lowest, positions.rows()[originIndex(block) + i]);
    }
    return lowest;
  }

  /** Rows of the tables that the block's distances belong to, from the lowest to the highest. */
  private int tableRows(AttentionBlock block) {
    int highest = 0;
    for (int i = 1 - block.keys(); i < block.queries(); i++) {
      highest = Math.max(highest, positions.rows()[originIndex(block) + i]);
    }
    return highest - lowestRow(block) + 1;
  }

  /** Floats for the products with a table's rows. */
  int productFloats(AttentionBlock block) {
    return positions.rows() == null
        ? 0
        : tableRows(block) * Math.max(block.columns(), block.keys());
  }

  /** Floats that the kernels need to work in. */
  int kernelFloats(AttentionBlock block) {
    if (positions.rows() == null) {
      return 0;
    }
    int tableRows = tableRows(block);
    return Math.max(
        Math.max(
            kernels.gemmScratch(tableRows, block.queries(), headDim),
            kernels.gemmScratch(block.keys(), tableRows, headDim)),
        Math.max(
            kernels.gemmScratch(block.queries(), headDim, tableRows),
            kernels.gemmScratch(block.keys(), headDim, tableRows)));
  }

  /**
   * Adds to the scores.
   *
   * @param head number of the head
   * @param qAt where the block's queries begin
   * @param kAt where the block's keys begin
   * @param scores one row a key, from {@code scoresAt} on
   * @param scratch {@link #productFloats} and {@link #kernelFloats} from {@code scratchAt} on
   */
  void add(
      int head,
      AttentionBlock block,
      float[] q,
      int qAt,
      float[] k,
      int kAt,
      float[] scores,
      int scoresAt,
      float[] scratch,
      int scratchAt) {
    int workAt = scratchAt + productFloats(block);
    if (positions.keys() != null) {
      int tableRows = tableRows(block);
      int tableAt = tableAt(positions.keys(), head, block);
      kernels.gemmTransB(
          tableRows,
          block.queries(),
          headDim,
          positions.keys().array(),
          tableAt,
          hidden,
          q,
          qAt,
          hidden,
          scratch,
          scratchAt,
          block.columns(),
          false,
          scratch,
          workAt);
      dealToColumns(block, scratch, scratchAt, scores, scoresAt, false);
    }
    if (positions.queries() != null) {
      int tableRows = tableRows(block);
      int tableAt = tableAt(positions.queries(), head, block);
      kernels.gemmTransB(
          block.keys(),
          tableRows,
          headDim,
          k,
          kAt,
          hidden,
          positions.queries().array(),
          tableAt,
          hidden,
          scratch,
          scratchAt,
          tableRows,
          false,
          scratch,
          workAt);
      dealToRows(block, tableRows, scratch, scratchAt, scores, scoresAt, false);
    }
    if (positions.bias() != null) {
      addBias(head, block, scores, scoresAt);
    }
    hide(block, scores, scoresAt);
  }

  private int tableAt(Tensor table, int head, AttentionBlock block) {
    return table.offset() + lowestRow(block) * hidden + head * headDim;
  }

  /**
   * Query i's products with the table stand in column i; the score of i and j takes the one in the
   * row of their distance, or gives it its cotangent.
   */
  private void dealToColumns(
      AttentionBlock block,
      float[] products,
      int productsAt,
      float[] scores,
      int scoresAt,
      boolean back) {
    int[] rowOf = positions.rows();
    int columns = block.columns();
    int lowest = lowestRow(block);
    int origin = originIndex(block);
    for (int from = 0; from < block.queries(); from += COLUMNS) {
      int to = Math.min(block.queries(), from + COLUMNS);
      for (int j = 0; j < block.keys(); j++) {
        for (int i = from; i < to; i++) {
          int score = scoresAt + j * columns + i;
          int product = productsAt + (rowOf[origin + i - j] - lowest) * columns + i;
          if (back) {
            products[product] += scores[score];
          } else {
            scores[score] += products[product];
          }
        }
      }
    }
  }

  /** The same where key j's products stand in row j. */
  private void dealToRows(
      AttentionBlock block,
      int tableRows,
      float[] products,
      int productsAt,
      float[] scores,
      int scoresAt,
      boolean back) {
    int[] rowOf = positions.rows();
    int origin = originIndex(block);
    int lowest = lowestRow(block);
    for (int j = 0; j < block.keys(); j++) {
      int score = scoresAt + j * block.columns();
      int product = productsAt + j * tableRows - lowest;
      for (int i = 0; i < block.queries(); i++) {
        int row = rowOf[origin + i - j];
        if (back) {
          products[product + row] += scores[score + i];
        } else {
          scores[score + i] += products[product + row];
        }
      }
    }
  }

  /** The scale comes after, so that the bias must be larger by its inverse. */
  private void addBias(int head, AttentionBlock block, float[] scores, int scoresAt) {
    Tensor bias = positions.bias();
    float factor = 1 / positions.scale(headDim);
    int from = bias.offset() + head * bias.shape().dim(1) + originIndex(block);
    for (int j = 0; j < block.keys(); j++) {
      int row = scoresAt + j * block.columns();
      kernels.axpy(block.queries(), factor, bias.array(), from - j, scores, row);
    }
  }

  /** Scores of keys outside of the window become −∞. */
  private void hide(AttentionBlock block, float[] scores, int scoresAt) {
    int window = positions.window();
    int distance = firstQuery + block.query() - block.key();
    for (int j = 0; j < block.keys(); j++) {
      int row = scoresAt + j * block.columns();
      int before = Math.clamp((long) j - window - distance, 0, block.queries());
      int after = Math.clamp((long) j + window - distance + 1, 0, block.queries());
      Arrays.fill(scores, row, row + before, Float.NEGATIVE_INFINITY);
      Arrays.fill(scores, row + after, row + block.queries(), Float.NEGATIVE_INFINITY);
    }
  }

  /** Adds to the queries' cotangent what comes from the products with K. */
  void addToQueries(
      int head,
      AttentionBlock block,
      float[] ds,
      int dsAt,
      float[] dq,
      int dqAt,
      float[] scratch,
      int scratchAt) {
    if (positions.keys() == null) {
      return;
    }
    int tableRows = tableRows(block);
    Arrays.fill(scratch, scratchAt, scratchAt + tableRows * block.columns(), 0);
    dealToColumns(block, scratch, scratchAt, ds, dsAt, true);
    kernels.gemmTransA(
        block.queries(),
        headDim,
        tableRows,
        scratch,
        scratchAt,
        block.columns(),
        positions.keys().array(),
        tableAt(positions.keys(), head, block),
        hidden,
        dq,
        dqAt,
        hidden,
        true,
        scratch,
        scratchAt + productFloats(block));
  }

  /** Adds to the keys' cotangent what comes from the products with Q. */
  void addToKeys(
      int head,
      AttentionBlock block,
      float[] ds,
      int dsAt,
      float[] dk,
      int dkAt,
      float[] scratch,
      int scratchAt) {
    if (positions.queries() == null) {
      return;
    }
    int tableRows = tableRows(block);
    Arrays.fill(scratch, scratchAt, scratchAt + tableRows * block.keys(), 0);
    dealToRows(block, tableRows, scratch, scratchAt, ds, dsAt, true);
    kernels.gemm(
        block.keys(),
        headDim,
        tableRows,
        scratch,
        scratchAt,
        tableRows,
        positions.queries().array(),
        tableAt(positions.queries(), head, block),
        hidden,
        dk,
        dkAt,
        hidden,
        true,
        scratch,
        scratchAt + productFloats(block));
  }
}
