package org.mekiki.core.ops;

import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.ForwardPass;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Tensor;

/** x + y with broadcasting. */
final class Add extends BinaryOp {
  /** The op. */
  public Add() {
    super(Kernels::add);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  Kept keep(ForwardPass pass) {
    return shapesOnly(pass);
  }

  @Override
  Tensor first(Kept kept, Tensor cotangent, BackwardPass pass) {
    return cotangent;
  }

  @Override
  Tensor second(Kept kept, Tensor cotangent, BackwardPass pass) {
    return cotangent;
  }
}
