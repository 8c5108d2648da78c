package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;

/** e^x. */
final class Exp extends UnaryOp {
  /** The op. */
  public Exp() {
    super(Keeps.OUTPUT, Kernels::exp, Kernels::mul);
  }
}
