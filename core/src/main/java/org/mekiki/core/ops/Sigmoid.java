package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;

/** 1/(1 + e^(−x)). */
final class Sigmoid extends UnaryOp {
  /** The op. */
  public Sigmoid() {
    super(Keeps.OUTPUT, Kernels::sigmoid, Kernels::sigmoidVjp);
  }
}
