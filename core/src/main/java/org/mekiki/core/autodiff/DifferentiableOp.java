package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * An operation with its derivative: all that is known about it, in one place.
 *
 * <p>See {@code docs/decisions/2026-11-25-methods.md}.
 *
 * @param <R> what the backward rule keeps from the forward pass, a private record of the op
 */
public interface DifferentiableOp<R> {

  /** {@return the op's name in the field, for messages: {@code MatMul}} */
  String name();

  /**
   * {@return the output's shape}
   *
   * @param operands shapes of all operands, in order
   * @throws org.mekiki.core.tensor.ShapeMismatchException where the operands do not fit
   */
  Shape inferShape(List<Shape> operands);

  /**
   * Computes the output and what {@link #vjp} will need of this pass.
   *
   * <p>Values are read and written in {@link Pass#run} and {@link Pass#forEach} only, here and in
   * the rule, so that a recording tape can do the same work again.
   *
   * <p>A tensor in the residuals must have been given to {@link ForwardPass#keep}; where {@code
   * pass.needs()} asks for nothing, the residuals may be null.
   *
   * @param pass the operands, and what to compute with
   * @return output of the inferred shape, and residuals
   */
  Result<R> forward(ForwardPass pass);

  /**
   * Cotangents of the operands.
   *
   * @param residuals what forward returned
   * @param cotangent of the output, of its shape; not to be modified
   * @param needs which operands want a cotangent
   * @param pass what to compute with
   * @return one entry an operand, of the operand's shape; null where it is not needed
   */
  Tensor[] vjp(R residuals, Tensor cotangent, Needs needs, BackwardPass pass);

  /**
   * Multipliers of the operands between two applications of the op, to an input and to a reference:
   * values whose products with the operands' differences add up to ⟨cotangent, f(input) −
   * f(reference)⟩ (Shrikumar et al. 2017, <i>Learning Important Features Through Propagating
   * Activation Differences</i>).
   *
   * <p>The mean of the rules at both ends, which this is, adds up exactly for ops that are linear
   * in each of their operands, sums and products alike; for a product it shares the common part out
   * evenly. An op of another kind gives a rule of its own; without one a residual stays, which
   * whoever adds up the contributions sees.
   *
   * @param ends of both applications; made on tapes that {@linkplain Tape#keeping keep} values
   * @param cotangent multiplier of the output, of its shape; not to be modified
   * @param needs which operands want multipliers
   * @param pass what to compute with
   * @return one entry an operand, of the operand's shape; null where it is not needed
   */
  default Tensor[] multipliers(Ends<R> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor[] atInput = vjp(ends.input().residuals(), cotangent, needs, pass);
    Tensor[] atReference = vjp(ends.reference().residuals(), cotangent, needs, pass);
    var means = new Tensor[atInput.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = atInput[i] == null ? null : pass.mean(atInput[i], atReference[i]);
    }
    return means;
  }

  /**
   * {@return whether the output is linear in all operands together, as sums are and whatever only
   * moves numbers; then the derivative serves under all {@link BackwardRules}} False by default.
   */
  default boolean isLinear() {
    return false;
  }

  /**
   * Whether an operand is a constant under some rules: nothing is carried through it, and what is
   * computed from it alone carries nothing.
   *
   * @param operand its number
   * @param rules the rules
   * @return false unless an op says otherwise
   */
  default boolean holds(int operand, BackwardRules rules) {
    return false;
  }

  /**
   * What takes the place of {@link #vjp} under {@link BackwardPass#rules}: the op as an affine
   * function Σ J x + c of its operands, which has the op's own value where it was applied, as far
   * as the rules provide for that.
   *
   * @param applied the application; made on a tape that {@linkplain Tape#keeping keeps} values
   * @param cotangent of the output, of its shape; not to be modified
   * @param needs operands that carry something; the others are constants
   * @param pass what to compute with
   * @return cotangents of the operands by J, and ⟨cotangent, c⟩
   * @throws UndefinedRuleException if the rules do not provide for the op, as by default for one
   *     that is not {@linkplain #isLinear linear}
   */
  default Carried carry(Applied<R> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (!isLinear()) {
      throw new UndefinedRuleException(pass.rules(), "the op %s,".formatted(name()));
    }
    int operands = applied.operands().size();
    Tensor[] all = vjp(applied.residuals(), cotangent, Needs.first(operands), pass);
    double constant = 0;
    for (int i = 0; i < operands; i++) {
      if (!needs.operand(i) && all[i] != null) {
        constant += pass.product(all[i], applied.operands().get(i));
        all[i] = null;
      }
    }
    return new Carried(all, constant);
  }

  /**
   * What an op carries back under rules.
   *
   * @param cotangents one entry an operand, of the operand's shape; null where nothing is carried
   * @param constant what the op's own parameters, and operands that carry nothing, add to
   *     ⟨cotangent, output⟩
   */
  record Carried(Tensor[] cotangents, double constant) {}

  /**
   * One application of an op.
   *
   * @param <R> the op's residuals
   * @param operands values, in order
   * @param output value
   * @param residuals what forward returned beside it
   */
  record Applied<R>(List<Tensor> operands, Tensor output, R residuals) {}

  /**
   * Two applications of one op to operands of the same shapes.
   *
   * @param <R> the op's residuals
   * @param input to what is explained
   * @param reference to what it is compared with
   */
  record Ends<R>(Applied<R> input, Applied<R> reference) {}

  /**
   * What a forward computation yields.
   *
   * @param <R> the op's residuals
   * @param output the value, which may share the array of an operand
   * @param residuals for the backward rule, or null
   */
  record Result<R>(Tensor output, R residuals) {}
}
