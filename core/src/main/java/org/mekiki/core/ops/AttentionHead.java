package org.mekiki.core.ops;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * One head of one sentence of {@link ScaledDotProductAttention}.
 *
 * <p>Scores stand transposed, one row a key and one column a query: then the softmax of a query
 * runs down a column, many queries side by side in a vector, and no sum goes across lanes.
 *
 * <p>A head's working memory holds the products with tables of positions, then what the kernels
 * work in, then the probabilities that dropout has left.
 */
final class AttentionHead {
  private final Kernels kernels;
  private final int batch;
  private final int heads;
  private final int queries;
  private final int keys;
  private final int hidden;
  private final int headDim;
  private final float scale;

  /** An array, whose iteration allocates nothing. */
  private final AttentionBlock[] blocks;

  /** Null without positions. */
  private final PositionScores positions;

  /** Null where no probability is left out. */
  private final HeadDropout dropout;

  /** Where in the working memory the kernels work: after the products with tables of positions. */
  private final int kernelsAt;

  /** Where in the working memory the probabilities stand that were not left out. */
  private final int droppedAt;

  private final int scratchFloats;
  private final int scoreFloats;

  /** Sizes of one call: queries of shape q, keys and values of shape k. */
  AttentionHead(Kernels kernels, ScaledDotProductAttention op, Shape q, Shape k) {
    this.kernels = kernels;
    this.heads = op.heads();
    this.batch = q.dim(0);
    this.queries = q.dim(1);
    this.keys = k.dim(1);
    this.hidden = q.dim(2);
    this.headDim = hidden / heads;
    this.scale = op.positions().scale(headDim);
    this.blocks =
        AttentionBlock.of(
                queries, keys, op.positions().window(), op.firstQuery(), kernels::paddedColumns)
            .toArray(AttentionBlock[]::new);
    this.positions =
        op.positions() == RelativePositions.NONE
            ? null
            : new PositionScores(kernels, op.positions(), op.firstQuery(), hidden, headDim);
    this.dropout = op.dropout();
    this.kernelsAt = positions == null ? 0 : most(positions::productFloats);
    this.droppedAt = kernelsAt + most(this::kernelFloats);
    this.scratchFloats = droppedAt + (dropout == null ? 0 : most(AttentionBlock::scoreFloats));
    AttentionBlock last = blocks[blocks.length - 1];
    this.scoreFloats = last.at() + last.scoreFloats();
  }

  private int most(ToIntFunction<AttentionBlock> floats) {
    return Arrays.stream(blocks).mapToInt(floats).max().orElse(0);
  }

  /** Number of heads of all sentences. */
  int tasks() {
    return batch * heads;
  }

  /** Multiply-adds of one product of all heads: each query with each key. */
  long multiplyAdds() {
    return (long) batch * queries * keys * hidden;
  }

  /** Floats of a head's scores. */
  int scoreFloats() {
    return scoreFloats;
  }

  /** Floats that a head needs to work in. */
  int scratchFloats() {
    return scratchFloats;
  }

  /** Floats that the kernels need to work in. */
  private int kernelFloats(AttentionBlock block) {
    int content =
        Math.max(
            kernels.gemmScratch(block.keys(), block.queries(), headDim),
            Math.max(
                kernels.gemmScratch(block.queries(), headDim, block.keys()),
                kernels.gemmScratch(block.keys(), headDim, block.queries())));
    return positions == null ? content : Math.max(content, positions.kernelFloats(block));
  }

  /** Where task's head begins, in row {@code row} of a tensor of {@code rows} rows a sentence. */
  private int headAt(int task, int rows, int row, Tensor tensor) {
    return tensor.offset() + (task / heads * rows + row) * hidden + task % heads * headDim;
  }

  private int queryAt(int task, AttentionBlock block, Tensor tensor) {
    return headAt(task, queries, block.query(), tensor);
  }

  private int keyAt(int task, AttentionBlock block, Tensor tensor) {
    return headAt(task, keys, block.key(), tensor);
  }

  /**
   * Sᵀ = K Qᵀ, P = softmax(scale · S), Y = P V; Pᵀ stays in {@code p}.
   *
   * @param task number of the head among those of all sentences
   * @param p {@link #scoreFloats} floats from {@code pAt} on
   * @param scratch {@link #scratchFloats} floats from {@code scratchAt} on
   */
  void attend(
      int task,
      Tensor q,
      Tensor k,
      Tensor v,
      float[] p,
      int pAt,
      Tensor y,
      float[] scratch,
      int scratchAt) {
    for (AttentionBlock block : blocks) {
      int blockAt = pAt + block.at();
      keysTimesQueries(task, block, k, q, p, blockAt, scratch, scratchAt);
      if (positions != null) {
        positions.add(
            task % heads,
            block,
            q.array(),
            queryAt(task, block, q),
            k.array(),
            keyAt(task, block, k),
            p,
            blockAt,
            scratch,
            scratchAt);
      }
      kernels.softmaxColumns(block.keys(), block.queries(), scale, p, blockAt, block.columns());
      if (dropout == null) {
        scoresTimes(task, block, p, blockAt, v, y, scratch, scratchAt);
      } else {
        int leftAt = scratchAt + droppedAt;
        dropout.apply(kernels, task, block, block.columns(), p, blockAt, scratch, leftAt);
        scoresTimes(task, block, scratch, leftAt, v, y, scratch, scratchAt);
      }
    }
  }

  /**
   * The cotangents that are not null.
   *
   * @param task number of the head among those of all sentences
   * @param scratch {@link #scoreFloats} floats for dSᵀ from {@code scratchAt} on, then {@link
   *     #scratchFloats} to work in
   */
  void attendVjp(
      int task,
      ScaledDotProductAttention.Kept kept,
      Tensor dy,
      Tensor dq,
      Tensor dk,
      Tensor dv,
      float[] scratch,
      int scratchAt) {
    // The keys of neighbouring blocks overlap.
    boolean accumulate = blocks.length > 1;
    if (accumulate) {
      clear(task, dk);
      clear(task, dv);
    }
    float[] p = kept.probabilities().array();
    int headAt = kept.probabilities().offset() + task * scoreFloats;
    for (AttentionBlock block : blocks) {
      int pAt = headAt + block.at();
      int workAt = scratchAt + block.scoreFloats();
      int columns = block.columns();
      if (dv != null && dropout == null) {
        scoresTransposedTimes(task, block, p, pAt, dy, dv, accumulate, scratch, workAt);
      } else if (dv != null) {
        int leftAt = workAt + droppedAt;
        dropout.apply(kernels, task, block, columns, p, pAt, scratch, leftAt);
        scoresTransposedTimes(task, block, scratch, leftAt, dy, dv, accumulate, scratch, workAt);
      }
      if (dq == null && dk == null) {
        continue;
      }
      keysTimesQueries(task, block, kept.v(), dy, scratch, scratchAt, scratch, workAt);
      if (dropout != null) {
        dropout.apply(kernels, task, block, columns, scratch, scratchAt, scratch, scratchAt);
      }
      kernels.softmaxVjpColumns(
          block.keys(), block.queries(), scale, p, pAt, columns, scratch, scratchAt, columns);
      if (dq != null) {
        scoresTimes(task, block, scratch, scratchAt, kept.k(), dq, scratch, workAt);
      }
      if (dk != null) {
        scoresTransposedTimes(
            task, block, scratch, scratchAt, kept.q(), dk, accumulate, scratch, workAt);
      }
      positionsVjp(task, block, dq, dk, scratch, scratchAt, workAt);
    }
  }

  private void positionsVjp(
      int task,
      AttentionBlock block,
      Tensor dq,
      Tensor dk,
      float[] scratch,
      int scoresAt,
      int workAt) {
    if (positions == null) {
      return;
    }
    int head = task % heads;
    if (dq != null) {
      int dqAt = queryAt(task, block, dq);
      positions.addToQueries(head, block, scratch, scoresAt, dq.array(), dqAt, scratch, workAt);
    }
    if (dk != null) {
      int dkAt = keyAt(task, block, dk);
      positions.addToKeys(head, block, scratch, scoresAt, dk.array(), dkAt, scratch, workAt);
    }
  }

  /** The probabilities of a head at twice the temperature; both as {@code attend} left them. */
  void soften(int task, Tensor p, Tensor softer) {
    int headAt = task * scoreFloats;
    Arrays.fill(
        softer.array(), softer.offset() + headAt, softer.offset() + headAt + scoreFloats, 0);
    for (AttentionBlock block : blocks) {
      for (int query = 0; query < block.queries(); query++) {
        int at = headAt + block.at() + query;
        Softmax.soften(
            block.keys(),
            block.columns(),
            p.array(),
            p.offset() + at,
            softer.array(),
            softer.offset() + at);
      }
    }
  }

  private void clear(int task, Tensor cotangent) {
    if (cotangent != null) {
      for (int row = 0; row < keys; row++) {
        int at = headAt(task, keys, row, cotangent);
        Arrays.fill(cotangent.array(), at, at + headDim, 0);
      }
    }
  }

  /** Sᵀ = A Bᵀ, with A one row a key as K and V, and B one row a query as Q and dY. */
  private void keysTimesQueries(
      int task,
      AttentionBlock block,
      Tensor a,
      Tensor b,
      float[] scores,
      int scoresAt,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransB(
        block.keys(),
        block.queries(),
        headDim,
        a.array(),
        keyAt(task, block, a),
        hidden,
        b.array(),
        queryAt(task, block, b),
        hidden,
        scores,
        scoresAt,
        block.columns(),
        false,
        scratch,
        scratchAt + kernelsAt);
  }

  /** C = S A, with A one row a key and C one row a query: Y = P V, dQ = dS K. */
  private void scoresTimes(
      int task,
      AttentionBlock block,
      float[] scores,
      int scoresAt,
      Tensor a,
      Tensor c,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransA(
        block.queries(),
        headDim,
        block.keys(),
        scores,
        scoresAt,
        block.columns(),
        a.array(),
        keyAt(task, block, a),
        hidden,
        c.array(),
        queryAt(task, block, c),
        hidden,
        false,
        scratch,
        scratchAt + kernelsAt);
  }

  /** C = Sᵀ B or C += Sᵀ B, with B one row a query and C one row a key: dV = Pᵀ dY, dK = dSᵀ Q. */
  private void scoresTransposedTimes(
      int task,
      AttentionBlock block,
      float[] scores,
      int scoresAt,
      Tensor b,
      Tensor c,
      boolean accumulate,
      float[] scratch,
      int scratchAt) {
    kernels.gemm(
        block.keys(),
        headDim,
        block.queries(),
        scores,
        scoresAt,
        block.columns(),
        b.array(),
        queryAt(task, block, b),
        hidden,
        c.array(),
        keyAt(task, block, c),
        hidden,
        accumulate,
        scratch,
        scratchAt + kernelsAt);
  }
}
