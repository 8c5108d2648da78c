package org.mekiki.core.ops;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * A constant weight [out, in] and bias [out], held in the order that the kernels' products read and
 * in no other.
 *
 * <p>The order that the backward product reads is packed when it is first asked for. Safe to share
 * between threads.
 */
public final class LinearWeights {
  private final int in;
  private final int out;
  private final Tensor bias;
  private final float[] biasValues;
  private final PackedMatrix packed;

  /** Forward and backward order, for the preferred and for the scalar kernels. */
  private final AtomicReferenceArray<PackedMatrix> orders = new AtomicReferenceArray<>(4);

  /**
   * Weights as checkpoints store them.
   *
   * @param weight [out, in]
   * @param bias [out]
   * @throws ShapeMismatchException if they do not fit
   */
  public LinearWeights(Tensor weight, Tensor bias) {
    this(checked(weight, bias), rows(weight), bias);
  }

  private LinearWeights(Shape shape, MatrixRows weight, Tensor bias) {
    Kernels kernels = KernelSelection.current().kernels();
    this.out = shape.dim(0);
    this.in = shape.dim(1);
    this.bias = bias;
    this.biasValues = bias.toArray();
    this.packed = kernels.packTransposed(in, out, weight);
    orders.set(slot(kernels, 0), packed);
  }

  /**
   * Weights that are read once, a few rows at a time.
   *
   * @param shape [out, in]
   * @param weight the rows
   * @param bias [out]
   * @return weights of that shape
   * @throws ShapeMismatchException if the shapes do not fit
   */
  public static LinearWeights read(Shape shape, MatrixRows weight, Tensor bias) {
    requireFitting(shape, bias);
    return new LinearWeights(shape, weight, bias);
  }

  private static Shape checked(Tensor weight, Tensor bias) {
    requireFitting(weight.shape(), bias);
    return weight.shape();
  }

  private static void requireFitting(Shape weight, Tensor bias) {
    if (weight.rank() != 2 || !bias.shape().equals(Shape.of(weight.dim(0)))) {
      throw new ShapeMismatchException(
          "Linear", "needs a weight [out, in] and a bias [out]", weight, bias.shape());
    }
  }

  private static MatrixRows rows(Tensor weight) {
    int columns = weight.shape().dim(1);
    return MatrixRows.of(weight.array(), weight.offset(), columns, columns);
  }

  /** {@return a copy of the weight, [out, in]} */
  public Tensor weight() {
    float[] values = new float[Math.multiplyExact(out, in)];
    packed.transposed().read(0, out, values);
    return Tensor.wrap(values, 0, Shape.of(out, in));
  }

  /** {@return the bias, [out]} */
  public Tensor bias() {
    return bias;
  }

  /** {@return the length of an input row} */
  public int in() {
    return in;
  }

  /** {@return the length of an output row} */
  public int out() {
    return out;
  }

  float[] biasValues() {
    return biasValues;
  }

  /** Wᵀ for y = x · Wᵀ. */
  PackedMatrix forward(Kernels kernels) {
    return order(kernels, 0, () -> kernels.packTransposed(in, out, packed.transposed()));
  }

  /** W for dx = dy · W. */
  PackedMatrix backward(Kernels kernels) {
    return order(kernels, 2, () -> kernels.pack(out, in, packed.transposed()));
  }

  private PackedMatrix order(Kernels kernels, int order, Supplier<PackedMatrix> packing) {
    int slot = slot(kernels, order);
    PackedMatrix present = orders.get(slot);
    if (present == null) {
      // Two threads may both pack; the matrices are equal and one is dropped.
      present = packing.get();
      orders.set(slot, present);
    }
    return present;
  }

  private static int slot(Kernels kernels, int order) {
    return kernels == KernelSelection.scalar() ? order + 1 : order;
  }
}
