package org.mekiki.core.autodiff;

import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * The same function of the operands, written with primitive ops on the tape.
   *
   * @param tape where the primitive ops are applied
   * @param operands on that tape, in order
   * @return the output, on that tape
   */
  Variable reference(Tape tape, List<Variable> operands);

  /**
   * The same function as ops that have good {@linkplain DifferentiableOp#multipliers multipliers}:
   * the reference, unless something cheaper serves.
   *
   * @param tape where the ops are applied
   * @param operands on that tape, in order
   * @return the output, on that tape
   */
  default Variable parts(Tape tape, List<Variable> operands) {
    return reference(tape, operands);
  }

  /**
   * {@return residuals for the default rule; null where no operand needs a cotangent}
   *
   * @param pass of the forward computation, whose operands are kept
   */
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
    List<Variable> variables = variables(tape, operands, needs);
    return products(tape.backward(reference(tape, variables), cotangent), variables, needs);
  }

  @Override
  default Tensor[] multipliers(Ends<R> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tape input = pass.nestedKeepingTape();
    Tape other = pass.nestedKeepingTape();
    List<Variable> variables = variables(input, ends.input().operands(), needs);
    Variable output = parts(input, variables);
    Variable reference = parts(other, variables(other, ends.reference().operands(), needs));
    return products(input.multipliers(output, reference, cotangent), variables, needs);
  }

  /** Of its {@link #parts}, unless the op has a rule of its own. */
  @Override
  default Carried carry(Applied<R> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tape tape = pass.nestedKeepingTape();
    List<Variable> variables = variables(tape, applied.operands(), needs);
    Linearization found = tape.linearize(parts(tape, variables), cotangent, pass.rules());
    return new Carried(products(found.gradients(), variables, needs), found.constant());
  }

  private static List<Variable> variables(Tape tape, List<Tensor> operands, Needs needs) {
    return IntStream.range(0, operands.size())
        .mapToObj(
            i -> needs.operand(i) ? tape.input(operands.get(i)) : tape.constant(operands.get(i)))
        .toList();
  }

  private static Tensor[] products(Gradients gradients, List<Variable> variables, Needs needs) {
    var products = new Tensor[variables.size()];
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
