package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** {@link LinearWeights} that nothing changes; held in no other order than packed ones. */
final class ConstantLinearWeights extends LinearWeights {
  private final Tensor bias;
  private final float[] biasValues;
  private final PackedOrders orders;

  /** Reads the rows of a matrix of this shape once. */
  ConstantLinearWeights(Kernels kernels, Shape shape, MatrixRows weight, Tensor bias) {
    super(shape, bias);
    this.bias = bias;
    this.biasValues = bias.toArray();
    this.orders = PackedOrders.readOnce(kernels, out(), in(), weight);
  }

  @Override
  public Tensor bias() {
    return bias;
  }

  @Override
  public boolean isTrained() {
    return false;
  }

  @Override
  Operand[] operands(Operand x) {
    return new Operand[] {x};
  }

  @Override
  float[] biasValues() {
    return biasValues;
  }

  @Override
  PackedOrders orders() {
    return orders;
  }
}
