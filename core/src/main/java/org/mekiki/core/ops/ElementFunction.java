package org.mekiki.core.ops;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * Operands x and y = f(x), the result y: what several ops compute together is known to be one
 * function of each element. Its derivative is that of the ops; under {@link BackwardRules} they are
 * passed over.
 *
 * @param name of the function
 * @param function f, written with ops
 * @param slopeAtZero f'(0); empty where f(0) is not 0
 */
record ElementFunction(String name, UnaryOperator<Variable> function, OptionalDouble slopeAtZero)
    implements DifferentiableOp<Void> {
  @Override
  public Shape inferShape(List<Shape> operands) {
    return operands.get(1);
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    return new Result<>(pass.operand(1), null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {null, cotangent};
  }

  @Override
  public Carried carry(Applied<Void> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor x = applied.operands().getFirst();
    if (pass.rules().activation() == BackwardRules.Activation.DERIVATIVE) {
      return new Carried(new Tensor[] {pass.derivative(function, x, cotangent), null}, 0);
    }
    Carried carried = Ratio.carried(name, slopeAtZero, x, applied.output(), cotangent, pass);
    return new Carried(new Tensor[] {carried.cotangents()[0], null}, 0);
  }
}
