package org.mekiki.core.ops;

import java.util.List;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * x itself, known to be what a normalisation multiplies with: under {@link BackwardRules} a
 * constant, as the deviation of a LayerNorm is.
 */
record HeldFactor() implements DifferentiableOp<Void> {
  @Override
  public String name() {
    return "HeldFactor";
  }

  @Override
  public boolean holds(int operand, BackwardRules rules) {
    return true;
  }

  @Override
  public Shape inferShape(List<Shape> operands) {
    return operands.getFirst();
  }

  @Override
  public Result<Void> forward(ForwardPass pass) {
    return new Result<>(pass.operand(0), null);
  }

  @Override
  public Tensor[] vjp(Void none, Tensor cotangent, Needs needs, BackwardPass pass) {
    return new Tensor[] {cotangent};
  }
}
