package org.mekiki.transformer.encoder;

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
    return new LinearWeights(get(weight), get(bias));
  }

  /**
   * {@return the shape of the tensor with this name}
   *
   * @param name canonical name
   */
  default Shape shape(String name) {
    return get(name).shape();
  }
}
