package org.mekiki.benchmarks;

import org.mekiki.benchmarks.results.Work;
import org.mekiki.transformer.encoder.EncoderConfig;

/**
 * Counts what a classifier has to compute: the products, which are all but a few percent of it. Of
 * the last layer only the first row is needed, and so it is counted.
 */
record EncoderWork(EncoderConfig config, int batch, int tokens) {

  /** From rows to logits. */
  Work forward() {
    return new Work(forwardFlops(), 4 * (weights() + rows()), (double) batch * tokens, "tokens");
  }

  /** From rows to logits and back to the rows: products with weights once more, attention twice. */
  Work gradient() {
    return new Work(
        forwardFlops() + backwardFlops(),
        4 * (2 * weights() + 2 * rows()),
        (double) batch * tokens,
        "tokens");
  }

  double forwardFlops() {
    return batch * (linear() + attention());
  }

  /** dX = dY · Wᵀ costs what Y = X · W costs; attention has four products instead of two. */
  double backwardFlops() {
    return batch * (linear() + 2 * attention());
  }

  /**
   * From the rows in which a variant of a text differs to logits: the first layer's queries, keys
   * and values of these rows alone, all that follows for all rows.
   */
  double variantForwardFlops(int rows) {
    return forwardFlops() - unsharedFlops(tokens - rows);
  }

  /** Back to these rows alone. */
  double variantBackwardFlops(int rows) {
    return backwardFlops() - unsharedFlops(tokens - rows);
  }

  /** What all variants of a text share: the first layer's queries, keys and values. */
  double sharedFlops() {
    return unsharedFlops(tokens);
  }

  /** A single layer computes one row only, so there nothing is shared. */
  private double unsharedFlops(int rows) {
    double m = config.hiddenSize();
    return config.layers() < 2 ? 0 : batch * rows * 2 * 3 * m * m;
  }

  /** Weights that are read, the tables of embeddings left out. */
  double weights() {
    double m = config.hiddenSize();
    double f = config.feedForwardSize();
    return config.layers() * (4 * m * m + 2 * m * f) + m * m + m * BenchmarkModel.HEAD.labels();
  }

  private double rows() {
    return (double) batch * tokens * config.hiddenSize();
  }

  private double linear() {
    double m = config.hiddenSize();
    double f = config.feedForwardSize();
    double rowOfAll = 2 * (4 * m * m + 2 * m * f);
    double keysAndValues = 2 * 2 * m * m;
    double head = 2 * m * m + 2 * m * BenchmarkModel.HEAD.labels();
    if (config.layers() == 0) {
      return head;
    }
    double full = (config.layers() - 1) * tokens * rowOfAll;
    return full + tokens * keysAndValues + (rowOfAll - keysAndValues) + head;
  }

  private double attention() {
    double queries = Math.max(0, config.layers() - 1) * (double) tokens + 1;
    return 4 * queries * tokens * config.hiddenSize();
  }
}
