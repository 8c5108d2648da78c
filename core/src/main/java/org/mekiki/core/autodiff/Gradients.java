package org.mekiki.core.autodiff;

import java.util.Optional;
import org.mekiki.core.tensor.Tensor;

/** Cotangents of a tape's inputs after a backward walk; valid until the tape is reset. */
public final class Gradients {
  private final Tape tape;
  private final Tensor[] byIndex;

  Gradients(Tape tape, Tensor[] byIndex) {
    this.tape = tape;
    this.byIndex = byIndex;
  }

  /**
   * {@return the gradient with respect to an input, of its shape; zeros where the output does not
   * depend on it}
   *
   * @param input a variable that {@link Tape#input} gave
   * @throws IllegalArgumentException if the variable is not an input of the tape
   */
  public Tensor of(Variable input) {
    if (input.tape() != tape) {
      throw new IllegalArgumentException(
          "gradient asked of a variable of another tape: " + input + " is not on " + tape);
    }
    if (!tape.isInput(input)) {
      throw new IllegalArgumentException(
          "gradient asked of " + input + ", which is not an input of " + tape);
    }
    Tensor gradient = byIndex[input.index()];
    return gradient == null ? Tensor.zeros(input.shape()) : gradient;
  }

  /**
   * The gradient with respect to a parameter, of its shape; empty where the output does not depend
   * on it.
   *
   * @param parameter one that was used on the tape
   * @return its gradient, valid until the tape is reset; empty where there is none
   */
  public Optional<Tensor> of(Parameter parameter) {
    Variable input = tape.input(parameter);
    // Inputs that came onto the tape after the walk have no place among its cotangents.
    return input == null || input.index() >= byIndex.length
        ? Optional.empty()
        : Optional.ofNullable(byIndex[input.index()]);
  }
}
