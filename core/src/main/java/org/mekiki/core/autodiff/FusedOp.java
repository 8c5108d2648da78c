package org.mekiki.core.autodiff;

import java.util.List;
import org.mekiki.core.tensor.Tensor;

/**
 * An op that computes in one step what its reference writes with primitive ops.
 *
 * <p>The backward rule defaults to differentiating the reference, so a fused path can never cut a
 * gradient; a hand-written rule is an optimisation that overrides it. An op that relies on the
 * default returns {@link #keepOperands} as its residuals.
 *
 * @param <R> residuals; {@link KeptOperands} for the default rule
 */
public interface FusedOp<R> extends DifferentiableOp<R> {

  /** The same function of the operands, written with primitive ops on the tape. */
  Variable reference(Tape tape, List<Variable> operands);

  /** Residuals for the default rule. */
  static KeptOperands keepOperands(ForwardPass pass) {
    if (!pass.needs().any()) {
      return null;
    }
    pass.operands().forEach(pass::keep);
    return new KeptOperands(pass.operands());
  }

  @Override
  default Tensor[] vjp(R residuals, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (!(residuals instanceof KeptOperands(List<Tensor> operands))) {
      throw new IllegalStateException(
          name() + " has residuals of its own but no backward rule: override vjp or keep operands");
    }
    Tape tape = pass.nestedTape();
    var variables =
        java.util.stream.IntStream.range(0, operands.size())
            .mapToObj(
                i ->
                    needs.operand(i) ? tape.input(operands.get(i)) : tape.constant(operands.get(i)))
            .toList();
    Gradients gradients = tape.backward(reference(tape, variables), cotangent);
    var products = new Tensor[operands.size()];
    for (int i = 0; i < products.length; i++) {
      products[i] = needs.operand(i) ? gradients.of(variables.get(i)) : null;
    }
    return products;
  }

  /**
   * The operands themselves, kept for the default rule.
   *
   * @param operands in order
   */
  record KeptOperands(List<Tensor> operands) {}
}
