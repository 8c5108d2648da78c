package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.autodiff.UndefinedRuleException;
import org.mekiki.core.tensor.Tensor;

/** What products carry under rules: all where one factor is constant, else each factor half. */
final class Products {
  private Products() {}

  static <R> DifferentiableOp.Carried carried(
      DifferentiableOp<R> op,
      DifferentiableOp.Applied<R> applied,
      Tensor cotangent,
      Needs needs,
      BackwardPass pass) {
    boolean both = needs.operand(0) && needs.operand(1);
    if (both && pass.rules().holdsWeights()) {
      throw new UndefinedRuleException(
          pass.rules(),
          "the product of two values that both depend on the words (%s),".formatted(op.name()));
    }
    Tensor given = both ? half(cotangent, pass) : cotangent;
    return new DifferentiableOp.Carried(op.vjp(applied.residuals(), given, needs, pass), 0);
  }

  /** x/2, in all digits of x. */
  static Tensor half(Tensor x, BackwardPass pass) {
    Tensor half = pass.allocate(x.shape());
    pass.run(
        () ->
            pass.kernels()
                .scale(x.size(), 0.5f, x.array(), x.offset(), half.array(), half.offset()));
    return half;
  }
}
