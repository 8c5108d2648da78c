package org.mekiki.benchmarks.results;

/**
 * What one operation of a benchmark computes, from its parameters alone.
 *
 * @param flops floating-point operations that the algorithm needs, a multiply-add counts two; 0
 *     where the count would say nothing
 * @param bytes bytes that have to be moved at least once: operands, weights and results; 0 if
 *     unknown
 * @param items how many of {@code item}
 * @param item what is counted: tokens, words, elements
 */
public record Work(double flops, double bytes, double items, String item) {
  /** Arithmetic alone. */
  public static Work of(double flops, double bytes) {
    return new Work(flops, bytes, 0, "");
  }

  /** Floating-point operations a byte; 0 if one of them is unknown. */
  public double intensity() {
    return bytes == 0 ? 0 : flops / bytes;
  }
}
