package org.mekiki.core.ops;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * A constant weight [out, in] and bias [out], packed once for the kernels that use them.
 *
 * <p>The order that the backward product reads is packed when it is first asked for. Safe to share
 * between threads.
 */
public final class LinearWeights {
  private final Tensor weight;
  private final Tensor bias;
  private final float[] biasValues;

  /** Forward and backward order, for the preferred and for the scalar kernels. */
  private final AtomicReferenceArray<PackedMatrix> packed = new AtomicReferenceArray<>(4);

  /**
   * Weights as checkpoints store them.
   *
   * @param weight [out, in]
   * @param bias [out]
   */
  public LinearWeights(Tensor weight, Tensor bias) {
    if (weight.shape().rank() != 2 || !bias.shape().equals(Shape.of(weight.shape().dim(0)))) {
      throw new ShapeMismatchException(
          "Linear", "needs a weight [out, in] and a bias [out]", weight.shape(), bias.shape());
    }
    this.weight = weight;
    this.bias = bias;
    this.biasValues = bias.toArray();
  }

  /** The weight, [out, in]. */
  public Tensor weight() {
    return weight;
  }

  /** The bias, [out]. */
  public Tensor bias() {
    return bias;
  }

  /** Length of an input row. */
  public int in() {
    return weight.shape().dim(1);
  }

  /** Length of an output row. */
  public int out() {
    return weight.shape().dim(0);
  }

  float[] biasValues() {
    return biasValues;
  }

  /** Wᵀ for y = x · Wᵀ. */
  PackedMatrix forward(Kernels kernels) {
    return packed(
        kernels,
        0,
        () -> kernels.packTransposed(in(), out(), weight.array(), weight.offset(), in()));
  }

  /** W for dx = dy · W. */
  PackedMatrix backward(Kernels kernels) {
    return packed(
        kernels, 2, () -> kernels.pack(out(), in(), weight.array(), weight.offset(), in()));
  }

  private PackedMatrix packed(
      Kernels kernels, int slot, java.util.function.Supplier<PackedMatrix> packing) {
    int index = kernels == KernelSelection.scalar() ? slot + 1 : slot;
    PackedMatrix present = packed.get(index);
    if (present == null) {
      // Two threads may both pack; the matrices are equal and one is dropped.
      present = packing.get();
      packed.set(index, present);
    }
    return present;
  }
}
