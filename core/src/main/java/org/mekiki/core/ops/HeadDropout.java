package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;

/**
 * Dropout of attention probabilities, a head of an example at a time.
 *
 * @param mask which of an example's elements
 * @param heads H
 */
record HeadDropout(DropoutMask mask, int heads) {
  /**
   * y = p with probabilities of one head's block left out, one row a key and one column a query; p
   * and y may be the same.
   *
   * @param task number of the head among those of all examples
   * @param stride distance of two rows, of p and of y
   */
  void apply(
      Kernels kernels,
      int task,
      AttentionBlock block,
      int stride,
      float[] p,
      int pAt,
      float[] y,
      int yAt) {
    int part = 1 + task % heads + heads * block.number();
    mask.apply(kernels, task / heads, part, block.keys(), block.queries(), p, pAt, y, yAt, stride);
  }
}
