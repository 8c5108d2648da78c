package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.kernel.Kernels;

/** tanh(x). */
final class Tanh extends UnaryOp {
  /** The op. */
  public Tanh() {
    super(Keeps.OUTPUT, Kernels::tanh, Kernels::tanhVjp);
  }

  @Override
  OptionalDouble slopeAtZero() {
    return OptionalDouble.of(1);
  }
}
