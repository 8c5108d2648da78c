package org.mekiki.core.ops;

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
  private final int columns;
  private final float scale;

  /** Sizes of one call: queries of shape q, keys and values of shape k. */
  AttentionHead(Kernels kernels, int heads, Shape q, Shape k) {
    this.kernels = kernels;
    this.heads = heads;
    this.batch = q.dim(0);
    this.queries = q.dim(1);
    this.keys = k.dim(1);
    this.hidden = q.dim(2);
    this.headDim = hidden / heads;
    this.columns = kernels.paddedColumns(queries);
    this.scale = (float) (1 / Math.sqrt(headDim));
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
    return keys * columns;
  }

  /** Floats that the largest of a head's products needs to work in. */
  int scratch() {
    return Math.max(
        kernels.gemmScratch(keys, queries, headDim),
        Math.max(
            kernels.gemmScratch(queries, headDim, keys),
            kernels.gemmScratch(keys, headDim, queries)));
  }

  /** Where task's head begins in a tensor of {@code rows} rows a sentence. */
  private int start(int task, int rows, Tensor tensor) {
    return tensor.offset() + task / heads * rows * hidden + task % heads * headDim;
  }

  /** Sᵀ = K Qᵀ, P = softmax(scale · S), Y = P V; Pᵀ stays in {@code p}. */
  void attend(
      int task,
      Tensor q,
      Tensor k,
      Tensor v,
      float[] p,
      int at,
      Tensor y,
      float[] scratch,
      int scratchAt) {
    productOfTransposed(task, k, q, p, at, scratch, scratchAt);
    kernels.softmaxColumns(keys, queries, scale, p, at, columns);
    productWithTransposedScores(task, p, at, v, y, scratch, scratchAt);
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
    float[] p = kept.probabilities().array();
    int at = kept.probabilities().offset() + task * scores();
    int work = scratchAt + scores();
    if (dv != null) {
      productWithScores(task, p, at, dy, dv, scratch, work);
    }
    if (dq == null && dk == null) {
      return;
    }
    productOfTransposed(task, kept.v(), dy, scratch, scratchAt, scratch, work);
    kernels.softmaxVjpColumns(keys, queries, scale, p, at, columns, scratch, scratchAt, columns);
    if (dq != null) {
      productWithTransposedScores(task, scratch, scratchAt, kept.k(), dq, scratch, work);
    }
    if (dk != null) {
      productWithScores(task, scratch, scratchAt, kept.q(), dk, scratch, work);
    }
  }

  /** [keys, queries] = a bᵀ, a one row a key, b one row a query. */
  private void productOfTransposed(
      int task, Tensor a, Tensor b, float[] c, int at, float[] scratch, int scratchAt) {
    kernels.gemmTransB(
        keys,
        queries,
        headDim,
        a.array(),
        start(task, keys, a),
        hidden,
        b.array(),
        start(task, queries, b),
        hidden,
        c,
        at,
        columns,
        false,
        scratch,
        scratchAt);
  }

  /** One row a query: scores · b, b one row a key. */
  private void productWithTransposedScores(
      int task, float[] scores, int at, Tensor b, Tensor c, float[] scratch, int scratchAt) {
    kernels.gemmTransA(
        queries,
        headDim,
        keys,
        scores,
        at,
        columns,
        b.array(),
        start(task, keys, b),
        hidden,
        c.array(),
        start(task, queries, c),
        hidden,
        false,
        scratch,
        scratchAt);
  }

  /** One row a key: scoresᵀ · b, b one row a query. */
  private void productWithScores(
      int task, float[] scores, int at, Tensor b, Tensor c, float[] scratch, int scratchAt) {
    kernels.gemm(
        keys,
        headDim,
        queries,
        scores,
        at,
        columns,
        b.array(),
        start(task, queries, b),
        hidden,
        c.array(),
        start(task, keys, c),
        hidden,
        false,
        scratch,
        scratchAt);
  }
}
