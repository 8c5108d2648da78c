package org.mekiki.core.nn;

import java.util.Optional;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;
import org.mekiki.core.tensor.Tensor;

/**
 * A long short-term memory layer with constant weights (Hochreiter and Schmidhuber 1997; with the
 * forget gate of Gers, Schmidhuber and Cummins 2000).
 *
 * <p>The gates stand in PyTorch's order: input, forget, candidate, output; state and cell begin
 * with zeros. Immutable, safe for many threads.
 */
public final class Lstm {
  private final RecurrentLayers layer;
  private final int hidden;

  /**
   * Weights as PyTorch stores them; its two biases add up to one.
   *
   * @param kernels that most passes will compute with
   * @param inputWeight [4 M, in]
   * @param stateWeight [4 M, M]
   * @param bias [4 M]
   * @throws ShapeMismatchException if they do not fit
   */
  public Lstm(Kernels kernels, Tensor inputWeight, Tensor stateWeight, Tensor bias) {
    if (stateWeight.shape().rank() != 2
        || stateWeight.shape().dim(0) != 4 * stateWeight.shape().dim(1)
        || inputWeight.shape().rank() != 2
        || inputWeight.shape().dim(0) != stateWeight.shape().dim(0)) {
      throw new ShapeMismatchException(
          "Lstm",
          "needs input weights [4 M, in] and state weights [4 M, M]",
          inputWeight.shape(),
          stateWeight.shape());
    }
    hidden = stateWeight.shape().dim(1);
    Tensor noBias = Tensor.zeros(Shape.of(4 * hidden));
    var cell =
        new LstmCell(
            LinearWeights.constant(kernels, inputWeight, bias),
            LinearWeights.constant(kernels, stateWeight, noBias));
    layer = RecurrentLayers.of(cell, Optional.empty());
  }

  /** {@return M, the length of a state} */
  public int hiddenSize() {
    return hidden;
  }

  /**
   * The states after each step.
   *
   * @param x [B, S, in], S ≥ 1, on a tape
   * @return [B, S, M]
   */
  public Variable states(Operand x) {
    return layer.states(x);
  }

  /**
   * The state after the last step.
   *
   * @param x [B, S, in], S ≥ 1, on a tape
   * @return [B, M]
   */
  public Variable lastState(Operand x) {
    Variable states = states(x);
    return Ops.select(states, 1, states.shape().dim(1) - 1);
  }
}
