package org.mekiki.transformer.encoder;

import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Where a model's weights come from, by canonical name; may be asked by several threads. */
public interface Weights {
  /** The tensor with this name. */
  Tensor get(String name);

  /**
   * The weight with this name as ops take it: the tensor, or in training a parameter, the same
   * whenever it is asked for.
   */
  default Operand operand(String name) {
    return get(name);
  }

  /** Whether they are parameters, which training changes. */
  default boolean areTrained() {
    return false;
  }

  /** What is left out of a computation with these weights: nothing, but in training. */
  default Dropout dropout() {
    return Dropout.NONE;
  }

  /** The weights of a linear layer, {@code NAME.weight} and {@code NAME.bias}. */
  default LinearWeights linear(String name) {
    return linear(name + ".weight", name + ".bias");
  }

  /** The weights of a linear layer whose matrix and bias have these names. */
  default LinearWeights linear(String weight, String bias) {
    return new LinearWeights(get(weight), get(bias));
  }

  /** The shape of the tensor with this name. */
  default Shape shape(String name) {
    return get(name).shape();
  }
}
