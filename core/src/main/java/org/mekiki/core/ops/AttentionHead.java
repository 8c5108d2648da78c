package org.mekiki.core.ops;

import java.util.Arrays;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * One head of one sentence of {@link ScaledDotProductAttention}.
 *
 * <p>Scores stand transposed, one row a key and one column a query: then the softmax of a query
 * runs down a column, many queries side by side in a vector, and no sum goes across lanes.
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

  private final PositionScores positions;

  /** The op where it leaves out probabilities, else null. */
  private final ScaledDotProductAttention dropping;

  private final int products;

  /** Where in the working memory the probabilities stand that were not left out. */
  private final int dropped;

  private final int scores;
  private final int scratch;

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
    this.products =
        positions == null ? 0 : Arrays.stream(blocks).mapToInt(positions::products).max().orElse(0);
    this.dropped = products + Arrays.stream(blocks).mapToInt(this::scratch).max().orElse(0);
    this.dropping = op.mask() == null ? null : op;
    int largest = Arrays.stream(blocks).mapToInt(AttentionBlock::scores).max().orElse(0);
    this.scratch = dropped + (dropping == null ? 0 : largest);
    AttentionBlock last = blocks[blocks.length - 1];
    this.scores = last.at() + last.scores();
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
  int scores() {
    return scores;
  }

  /** Floats that a head needs to work in. */
  int scratch() {
    return scratch;
  }

  private int scratch(AttentionBlock block) {
    int content =
        Math.max(
            kernels.gemmScratch(block.keys(), block.queries(), headDim),
            Math.max(
                kernels.gemmScratch(block.queries(), headDim, block.keys()),
                kernels.gemmScratch(block.keys(), headDim, block.queries())));
    return positions == null ? content : Math.max(content, positions.scratch(block));
  }

  /** Where task's head begins, in row {@code row} of a tensor of {@code rows} rows a sentence. */
  private int start(int task, int rows, int row, Tensor tensor) {
    return tensor.offset() + (task / heads * rows + row) * hidden + task % heads * headDim;
  }

  private int query(int task, AttentionBlock block, Tensor tensor) {
    return start(task, queries, block.query(), tensor);
  }

  private int key(int task, AttentionBlock block, Tensor tensor) {
    return start(task, keys, block.key(), tensor);
  }

  /** Sᵀ = K Qᵀ, P = softmax(scale · S), Y = P V; Pᵀ stays in {@code p}. */
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
    for (int number = 0; number < blocks.length; number++) {
      AttentionBlock block = blocks[number];
      int at = pAt + block.at();
      productOfTransposed(task, block, k, q, p, at, scratch, scratchAt);
      if (positions != null) {
        positions.add(
            task % heads,
            block,
            q.array(),
            query(task, block, q),
            k.array(),
            key(task, block, k),
            p,
            at,
            scratch,
            scratchAt);
      }
      kernels.softmaxColumns(block.keys(), block.queries(), scale, p, at, block.columns());
      if (dropping == null) {
        productWithTransposedScores(task, block, p, at, v, y, scratch, scratchAt);
      } else {
        int kept = scratchAt + dropped;
        dropping.drop(kernels, task, block, number, block.columns(), p, at, scratch, kept);
        productWithTransposedScores(task, block, scratch, kept, v, y, scratch, scratchAt);
      }
    }
  }

  /** The cotangents that are not null; works in {@code scratch}, scores first. */
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
    int pAt = kept.probabilities().offset() + task * scores();
    for (int number = 0; number < blocks.length; number++) {
      AttentionBlock block = blocks[number];
      int at = pAt + block.at();
      int work = scratchAt + block.scores();
      if (dv != null && dropping == null) {
        productWithScores(task, block, p, at, dy, dv, accumulate, scratch, work);
      } else if (dv != null) {
        int left = work + dropped;
        dropping.drop(kernels, task, block, number, block.columns(), p, at, scratch, left);
        productWithScores(task, block, scratch, left, dy, dv, accumulate, scratch, work);
      }
      if (dq == null && dk == null) {
        continue;
      }
      productOfTransposed(task, block, kept.v(), dy, scratch, scratchAt, scratch, work);
      int columns = block.columns();
      if (dropping != null) {
        dropping.drop(
            kernels, task, block, number, columns, scratch, scratchAt, scratch, scratchAt);
      }
      kernels.softmaxVjpColumns(
          block.keys(), block.queries(), scale, p, at, columns, scratch, scratchAt, columns);
      if (dq != null) {
        productWithTransposedScores(task, block, scratch, scratchAt, kept.k(), dq, scratch, work);
      }
      if (dk != null) {
        productWithScores(task, block, scratch, scratchAt, kept.q(), dk, accumulate, scratch, work);
      }
      positionsVjp(task, block, dq, dk, scratch, scratchAt, work);
    }
  }

  private void positionsVjp(
      int task,
      AttentionBlock block,
      Tensor dq,
      Tensor dk,
      float[] scratch,
      int scoresAt,
      int work) {
    if (positions == null) {
      return;
    }
    int head = task % heads;
    if (dq != null) {
      int dqAt = query(task, block, dq);
      positions.addToQueries(head, block, scratch, scoresAt, dq.array(), dqAt, scratch, work);
    }
    if (dk != null) {
      int dkAt = key(task, block, dk);
      positions.addToKeys(head, block, scratch, scoresAt, dk.array(), dkAt, scratch, work);
    }
  }

  private void clear(int task, Tensor cotangent) {
    if (cotangent != null) {
      for (int row = 0; row < keys; row++) {
        int at = start(task, keys, row, cotangent);
        Arrays.fill(cotangent.array(), at, at + headDim, 0);
      }
    }
  }

  /** [keys, queries] = a bᵀ, a one row a key, b one row a query. */
  private void productOfTransposed(
      int task,
      AttentionBlock block,
      Tensor a,
      Tensor b,
      float[] c,
      int at,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransB(
        block.keys(),
        block.queries(),
        headDim,
        a.array(),
        key(task, block, a),
        hidden,
        b.array(),
        query(task, block, b),
        hidden,
        c,
        at,
        block.columns(),
        false,
        scratch,
        scratchAt + products);
  }

  /** One row a query: scores · b, b one row a key. */
  private void productWithTransposedScores(
      int task,
      AttentionBlock block,
      float[] scores,
      int at,
      Tensor b,
      Tensor c,
      float[] scratch,
      int scratchAt) {
    kernels.gemmTransA(
        block.queries(),
        headDim,
        block.keys(),
        scores,
        at,
        block.columns(),
        b.array(),
        key(task, block, b),
        hidden,
        c.array(),
        query(task, block, c),
        hidden,
        false,
        scratch,
        scratchAt + products);
  }

  /** One row a key: scoresᵀ · b, b one row a query. */
  private void productWithScores(
      int task,
      AttentionBlock block,
      float[] scores,
      int at,
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
        at,
        block.columns(),
        b.array(),
        query(task, block, b),
        hidden,
        c.array(),
        key(task, block, c),
        hidden,
        accumulate,
        scratch,
        scratchAt + products);
  }
}
