package org.mekiki.core.nn;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.ShapeMismatchException;

/**
 * One step of a recurrent layer. The input's part of the gates does not depend on the step before,
 * so it is computed for all steps at once.
 *
 * <p>Weights stand as PyTorch stores them, the G gates' rows one after the other: an input weight
 * [G M, in] with its bias and a state weight [G M, M] with its own. Immutable, safe for many
 * threads.
 */
public abstract sealed class RecurrentCell permits LstmCell, GruCell {
  private final LinearWeights input;
  private final LinearWeights state;

  /** Checks that the weights of so many gates fit together. */
  RecurrentCell(int gates, LinearWeights input, LinearWeights state) {
    if (state.out() != gates * state.in() || input.out() != state.out()) {
      throw new ShapeMismatchException(
          getClass().getSimpleName(),
          "needs input weights [%d M, in] and state weights [%d M, M]".formatted(gates, gates),
          Shape.of(input.out(), input.in()),
          Shape.of(state.out(), state.in()));
    }
    this.input = input;
    this.state = state;
  }

  /** {@return the length of an input row} */
  public final int inputSize() {
    return input.in();
  }

  /** {@return M, the length of a state} */
  public final int hiddenSize() {
    return state.in();
  }

  /** Numbers that are carried from step to step, the state first. */
  abstract int carried();

  /**
   * What is carried on after a step.
   *
   * @param gates the input's part, [N, G M]
   * @param before what was carried so far, [N, carried]
   * @return [N, carried]
   */
  abstract Variable step(Variable gates, Variable before);

  /** The state among what is carried: [N, carried] to [N, M]. */
  final Variable state(Variable carried) {
    return carried() == hiddenSize() ? carried : Ops.slice(carried, 1, 0, hiddenSize());
  }

  /** The input's part of the gates: [.., in] to [.., G M]. */
  final Variable gates(Operand x) {
    return Ops.linear(x, input);
  }

  /** The state's part of the gates: [N, M] to [N, G M]. */
  final Variable fromState(Variable h) {
    return Ops.linear(h, state);
  }
}
