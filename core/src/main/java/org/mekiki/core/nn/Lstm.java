package org.mekiki.core.nn;

import org.mekiki.core.autodiff.Variable;
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
  private final LinearWeights inputWeights;
  private final LinearWeights stateWeights;
  private final int hidden;

  /**
   * Weights as PyTorch stores them; its two biases add up to one.
   *
   * @param inputWeight [4 M, in]
   * @param stateWeight [4 M, M]
   * @param bias [4 M]
   * @throws ShapeMismatchException if they do not fit
   */
  public Lstm(Tensor inputWeight, Tensor stateWeight, Tensor bias) {
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
    this.hidden = stateWeight.shape().dim(1);
    this.inputWeights = new LinearWeights(inputWeight, bias);
    this.stateWeights = new LinearWeights(stateWeight, Tensor.zeros(Shape.of(4 * hidden)));
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
    Variable[] states = run(x);
    Operand[] rows = new Operand[states.length];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = Ops.reshape(states[t], states[t].shape().dim(0), 1, hidden);
    }
    return Ops.concat(1, rows);
  }

  /**
   * The state after the last step.
   *
   * @param x [B, S, in], S ≥ 1, on a tape
   * @return [B, M]
   */
  public Variable lastState(Operand x) {
    Variable[] states = run(x);
    return states[states.length - 1];
  }

  private Variable[] run(Operand x) {
    if (x.shape().rank() != 3 || x.shape().dim(1) < 1) {
      throw new ShapeMismatchException("Lstm", "needs [B, S, in] with a step or more", x.shape());
    }
    Variable fromInput = Ops.linear(x, inputWeights);
    var states = new Variable[x.shape().dim(1)];
    Variable state = null;
    Variable cell = null;
    for (int t = 0; t < states.length; t++) {
      Variable gates = Ops.select(fromInput, 1, t);
      if (state != null) {
        gates = Ops.add(gates, Ops.linear(state, stateWeights));
      }
      Variable written = Ops.mul(Ops.sigmoid(gate(gates, 0)), Ops.tanh(gate(gates, 2)));
      cell = cell == null ? written : Ops.add(Ops.mul(Ops.sigmoid(gate(gates, 1)), cell), written);
      state = Ops.mul(Ops.sigmoid(gate(gates, 3)), Ops.tanh(cell));
      states[t] = state;
    }
    return states;
  }

  private Variable gate(Variable gates, int number) {
    return Ops.slice(gates, 1, number * hidden, (number + 1) * hidden);
  }
}
