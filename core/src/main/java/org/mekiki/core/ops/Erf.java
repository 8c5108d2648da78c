package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;

/** The error function. */
final class Erf extends UnaryOp {
  /** The op. */
  public Erf() {
    super(Keeps.INPUT, Kernels::erf, Kernels::erfVjp);
  }
}
