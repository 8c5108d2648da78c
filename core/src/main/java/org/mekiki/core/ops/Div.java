package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** x / y element by element, with broadcasting. */
final class Div extends BinaryOp {
  /** The op. */
  public Div() {
    super(Kernels::div);
  }

  @Override
  Kept keep(ForwardPass pass) {
    Tensor y = pass.needs().any() ? pass.keep(pass.operand(1)) : null;
    return new Kept(
        pass.operand(0).shape(), pass.operand(1).shape(), pass.keepFor(1, pass.operand(0)), y);
  }

  @Override
  Tensor first(Kept kept, Tensor cotangent, BackwardPass pass) {
    return combine(Kernels::div, cotangent, kept.y(), pass);
  }

  @Override
  Tensor second(Kept kept, Tensor cotangent, BackwardPass pass) {
    // d(x/y)/dy = −x/y² = −(x/y)/y
    Tensor quotient =
        combine(Kernels::div, combine(Kernels::mul, cotangent, kept.x(), pass), kept.y(), pass);
    Tensor result = combine(Kernels::div, quotient, kept.y(), pass);
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            kernels.scale(
                result.size(),
                -1f,
                result.array(),
                result.offset(),
                result.array(),
                result.offset()));
    return result;
  }
}
