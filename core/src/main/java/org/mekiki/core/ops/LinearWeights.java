package org.mekiki.core.ops;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.mekiki.core.autodiff.Parameter;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.MatrixRows;
import org.mekiki.core.kernel.PackedMatrix;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * A weight [out, in] and bias [out], held in the order that the kernels' products read.
 *
 * <p>Constant ones are held in no other order; those that are trained are packed again when their
 * parameter was changed. The order that the backward product reads is packed when it is first asked
 * for. Safe to share between threads while no parameter is changed.
 */
public final class LinearWeights {
  private final int in;
  private final int out;

  /** Null for a constant weight. */
  private final Parameter trained;

  private final Operand bias;
  private final float[] biasValues;

  /** The weight, unpacked. */
  private final MatrixRows rows;

  /** Replaced as a whole when the parameter has changed. */
  private volatile Orders orders;

  /** Forward and backward order, for the preferred and for the scalar kernels. */
  private record Orders(long version, AtomicReferenceArray<PackedMatrix> packed) {
    Orders(long version) {
      this(version, new AtomicReferenceArray<>(4));
    }
  }

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
    this.trained = null;
    this.bias = bias;
    this.biasValues = bias.toArray();
    this.orders = new Orders(0);
    PackedMatrix packed = kernels.packTransposed(in, out, weight);
    this.rows = packed.transposed();
    orders.packed().set(slot(kernels, 0), packed);
  }

  private LinearWeights(Parameter weight, Operand bias) {
    this.out = checked(weight.value(), bias.value()).dim(0);
    this.in = weight.shape().dim(1);
    this.trained = weight;
    this.bias = bias;
    // A parameter's array is the one that changes; it begins at 0.
    this.biasValues =
        bias instanceof Parameter parameter ? parameter.values() : bias.value().toArray();
    this.rows = rows(weight.value());
    this.orders = new Orders(weight.version());
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

  /**
   * Weights that training changes.
   *
   * @param weight [out, in]
   * @param bias [out], a parameter or a constant
   * @return the weights
   */
  public static LinearWeights trained(Parameter weight, Operand bias) {
    return new LinearWeights(weight, bias);
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
    rows.read(0, out, values);
    return Tensor.wrap(values, 0, Shape.of(out, in));
  }

  /** {@return the bias, [out]} */
  public Tensor bias() {
    return bias.value();
  }

  /** {@return the length of an input row} */
  public int in() {
    return in;
  }

  /** {@return the length of an output row} */
  public int out() {
    return out;
  }

  /** {@return whether training changes the weight} */
  public boolean isTrained() {
    return trained != null;
  }

  /** The operands of an op with these weights: x alone, or with the weight and bias after it. */
  Operand[] operands(Operand x) {
    return trained == null ? new Operand[] {x} : new Operand[] {x, trained, bias};
  }

  float[] biasValues() {
    return biasValues;
  }

  /** Wᵀ for y = x · Wᵀ. */
  PackedMatrix forward(Kernels kernels) {
    AtomicReferenceArray<PackedMatrix> packed = packed();
    int slot = slot(kernels, 0);
    PackedMatrix present = packed.get(slot);
    if (present == null) {
      // Two threads may both pack; the matrices are equal and one is dropped.
      present = kernels.packTransposed(in, out, rows);
      packed.set(slot, present);
    }
    return present;
  }

  /** W for dx = dy · W. */
  PackedMatrix backward(Kernels kernels) {
    AtomicReferenceArray<PackedMatrix> packed = packed();
    int slot = slot(kernels, 2);
    PackedMatrix present = packed.get(slot);
    if (present == null) {
      present = kernels.pack(out, in, rows);
      packed.set(slot, present);
    }
    return present;
  }

  private AtomicReferenceArray<PackedMatrix> packed() {
    Orders present = orders;
    if (trained != null && present.version() != trained.version()) {
      present = new Orders(trained.version());
      orders = present;
    }
    return present.packed();
  }

  private static int slot(Kernels kernels, int order) {
    return kernels == KernelSelection.scalar() ? order + 1 : order;
  }
}
