package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** x · y element by element, with broadcasting. */
sealed class Mul extends BinaryOp permits Gated {
  /** The op. */
  public Mul() {
    super(Kernels::mul);
  }

  @Override
  Kept keep(ForwardPass pass) {
    return new Kept(
        pass.operand(0).shape(),
        pass.operand(1).shape(),
        pass.keepFor(1, pass.operand(0)),
        pass.keepFor(0, pass.operand(1)));
  }

  @Override
  Tensor first(Kept kept, Tensor cotangent, BackwardPass pass) {
    return combine(Kernels::mul, cotangent, kept.y(), pass);
  }

  @Override
  Tensor second(Kept kept, Tensor cotangent, BackwardPass pass) {
    return combine(Kernels::mul, cotangent, kept.x(), pass);
  }

  @Override
  public final Carried carry(
      Applied<Kept> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    return Products.carried(this, applied, cotangent, needs, pass);
  }
}
