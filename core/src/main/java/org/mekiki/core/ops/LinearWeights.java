package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Parameter;
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
 * <p>The order that the backward product reads is packed when it is first asked for, and so is
 * every order for other kernels. Safe to share between threads while no parameter is changed.
 */
public abstract sealed class LinearWeights permits ConstantLinearWeights, TrainedLinearWeights {
  private final int out;
  private final int in;

  /** For a weight [out, in] and a bias [out]; fails where they do not fit. */
  LinearWeights(Shape weight, Tensor bias) {
    requireFitting(weight, bias);
    this.out = weight.dim(0);
    this.in = weight.dim(1);
  }

  private static void requireFitting(Shape weight, Tensor bias) {
    if (weight.rank() != 2 || !bias.shape().equals(Shape.of(weight.dim(0)))) {
      throw new ShapeMismatchException(
          "Linear", "needs a weight [out, in] and a bias [out]", weight, bias.shape());
    }
  }

  /**
   * Constant weights as checkpoints store them.
   *
   * @param kernels that most products with them will be computed by; packed for these at once
   * @param weight [out, in], copied
   * @param bias [out]
   * @return the weights
   * @throws ShapeMismatchException if they do not fit
   */
  public static LinearWeights constant(Kernels kernels, Tensor weight, Tensor bias) {
    requireFitting(weight.shape(), bias);
    return new ConstantLinearWeights(kernels, weight.shape(), rows(weight), bias);
  }

  /**
   * Constant weights that are read once, a few rows at a time.
   *
   * @param kernels that most products with them will be computed by; packed for these at once
   * @param shape [out, in]
   * @param weight the rows
   * @param bias [out]
   * @return the weights
   * @throws ShapeMismatchException if the shapes do not fit
   */
  public static LinearWeights read(Kernels kernels, Shape shape, MatrixRows weight, Tensor bias) {
    return new ConstantLinearWeights(kernels, shape, weight, bias);
  }

  /**
   * Weights that training changes.
   *
   * @param weight [out, in]
   * @param bias [out], a parameter or a constant
   * @return the weights
   * @throws ShapeMismatchException if they do not fit
   */
  public static LinearWeights trained(Parameter weight, Operand bias) {
    return new TrainedLinearWeights(weight, bias);
  }

  /** The rows of a matrix, which are read from its tensor each time. */
  static MatrixRows rows(Tensor matrix) {
    int columns = matrix.shape().dim(1);
    return MatrixRows.of(matrix.array(), matrix.offset(), columns, columns);
  }

  /** {@return a copy of the weight, [out, in]} */
  public Tensor weight() {
    float[] values = new float[Math.multiplyExact(out, in)];
    orders().rows().read(0, out, values);
    return Tensor.wrap(values, 0, Shape.of(out, in));
  }

  /** {@return the bias, [out]} */
  public abstract Tensor bias();

  /** {@return the length of an input row} */
  public int in() {
    return in;
  }

  /** {@return the length of an output row} */
  public int out() {
    return out;
  }

  /** {@return whether training changes the weight} */
  public abstract boolean isTrained();

  /** The operands of an op with these weights: x alone, or with the weight and bias after it. */
  abstract Operand[] operands(Operand x);

  /** The bias, from index 0 on; of one that is trained the array that changes. */
  abstract float[] biasValues();

  /** The weight's numbers as they are now. */
  abstract PackedOrders orders();

  /** Wᵀ [in, out], for y = x · Wᵀ. */
  final PackedMatrix packedTransposed(Kernels kernels) {
    return orders().transposed(kernels);
  }

  /** W [out, in], for dx = dy · W. */
  final PackedMatrix packed(Kernels kernels) {
    return orders().plain(kernels);
  }
}
