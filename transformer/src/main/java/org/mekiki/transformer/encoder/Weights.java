package org.mekiki.transformer.encoder;

import java.util.function.Function;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Where a model's weights come from, by canonical name; may be asked by several threads.
 *
 * <p>See {@code docs/decisions/2026-11-26-training.md}.
 */
public interface Weights {
  /**
   * {@return constant weights of tensors in memory}
   *
   * @param kernels that most passes will compute with
   * @param tensors the tensor with a name; asked for whenever one is needed
   */
  static Weights of(Kernels kernels, Function<String, Tensor> tensors) {
    return new Weights() {
      @Override
      public Tensor get(String name) {
        return tensors.apply(name);
      }

      @Override
      public LinearWeights linear(Operand weight, Operand bias) {
        return LinearWeights.constant(kernels, weight.value(), bias.value());
      }
    };
  }

  /**
   * {@return the tensor with this name}
   *
   * @param name canonical name
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  Tensor get(String name);

  /**
   * The weight with this name as ops take it: the tensor, or in training a parameter, the same
   * whenever it is asked for.
   *
   * @param name canonical name
   * @return the tensor or the parameter
   */
  default Operand operand(String name) {
    return get(name);
  }

  /** {@return whether they are parameters, which training changes} */
  default boolean areTrained() {
    return false;
  }

  /** {@return what is left out of a computation with these weights: nothing, but in training} */
  default Dropout dropout() {
    return Dropout.NONE;
  }

  /**
   * {@return the weights of a linear layer, {@code NAME.weight} and {@code NAME.bias}}
   *
   * @param name canonical name, without {@code .weight} and {@code .bias}
   */
  default LinearWeights linear(String name) {
    return linear(name + ".weight", name + ".bias");
  }

  /**
   * {@return the weights of a linear layer whose matrix and bias have these names}
   *
   * @param weight canonical name of the matrix
   * @param bias canonical name of the bias
   */
  default LinearWeights linear(String weight, String bias) {
    return linear(operand(weight), operand(bias));
  }

  /**
   * The weights of a linear layer, of which one may be computed of others or be a constant.
   *
   * @param weight the matrix, as {@link #operand} gives it
   * @param bias the bias, as {@link #operand} gives it, or a constant
   * @return the layer's weights, which learn where the operands do
   */
  LinearWeights linear(Operand weight, Operand bias);

  /**
   * {@return the shape of the tensor with this name}
   *
   * @param name canonical name
   */
  default Shape shape(String name) {
    return get(name).shape();
  }
}
