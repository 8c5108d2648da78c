package org.mekiki.core.nn;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.ShapeMismatchException;

/**
 * A step of a long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of
 * Gers, Schmidhuber and Cummins 2000). The gates stand in PyTorch's order: input, forget,
 * candidate, output.
 *
 * <pre>
 * c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g)      h' = σ(o) ⊙ tanh(c')
 * </pre>
 */
public final class LstmCell extends RecurrentCell {
  /**
   * The cell.
   *
   * @param input weight [4 M, in] and bias [4 M]
   * @param state weight [4 M, M] and bias [4 M]
   * @throws ShapeMismatchException if they do not fit
   */
  public LstmCell(LinearWeights input, LinearWeights state) {
    super(4, input, state);
  }

  @Override
  int carried() {
    return 2 * hiddenSize();
  }

  @Override
  Variable step(Variable gates, Variable before) {
    return Ops.lstmStep(gates, fromState(state(before)), before);
  }
}
