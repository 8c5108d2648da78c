package org.mekiki.weights.converter.reference;

/** A checkpoint's tensors. */
@FunctionalInterface
public interface ReferenceWeights {
  /**
   * All numbers of a tensor.
   *
   * @param shape that it must have
   */
  double[] get(String name, int... shape);
}
