package org.mekiki.core.nn;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.ShapeMismatchException;

/**
 * A step of a gated recurrent unit (Cho et al. 2014). As in PyTorch the gates stand in the order
 * reset, update, candidate, and the reset gate multiplies the candidate's state part with its bias,
 * not the state before the product:
 *
 * <pre>
 * n = tanh(x_n + σ(r) ⊙ h_n)      h' = (1 − σ(z)) ⊙ n + σ(z) ⊙ h
 * </pre>
 */
public final class GruCell extends RecurrentCell {
  /**
   * The cell.
   *
   * @param input weight [3 M, in] and bias [3 M]
   * @param state weight [3 M, M] and bias [3 M]
   * @throws ShapeMismatchException if they do not fit
   */
  public GruCell(LinearWeights input, LinearWeights state) {
    super(3, input, state);
  }

  @Override
  int carried() {
    return hiddenSize();
  }

  @Override
  Variable step(Variable gates, Variable before) {
    return Ops.gruStep(gates, fromState(before), before);
  }
}
