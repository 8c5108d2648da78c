package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Tensor;

/** {@link LinearWeights} of a parameter, packed again when it was changed. */
final class TrainedLinearWeights extends LinearWeights {
  private final Parameter weight;
  private final MatrixRows rows;
  private final Operand bias;
  private final float[] biasValues;

  /** Replaced as a whole when the parameter has changed. */
  private volatile Version packed;

  /** What one version of the parameter was packed into. */
  private record Version(long number, PackedOrders orders) {}

  /** Of a weight [out, in] and a bias [out]. */
  TrainedLinearWeights(Parameter weight, Operand bias) {
    super(weight.value().shape(), bias.value());
    this.weight = weight;
    this.rows = rows(weight.value());
    this.bias = bias;
    // A parameter's array is the one that changes; it begins at 0.
    this.biasValues =
        bias instanceof Parameter parameter ? parameter.values() : bias.value().toArray();
    this.packed = version();
  }

  private Version version() {
    return new Version(weight.version(), new PackedOrders(out(), in(), rows));
  }

  @Override
  public Tensor bias() {
    return bias.value();
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  Operand[] operands(Operand x) {
    return new Operand[] {x, weight, bias};
  }

  @Override
  float[] biasValues() {
    return biasValues;
  }

  @Override
  PackedOrders orders() {
    Version present = packed;
    if (present.number() != weight.version()) {
      present = version();
      packed = present;
    }
    return present.orders();
  }
}
