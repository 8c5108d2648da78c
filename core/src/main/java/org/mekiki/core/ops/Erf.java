package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.kernel.Kernels;

/** The error function. */
final class Erf extends UnaryOp {
  /** The op. */
  public Erf() {
    super(Keeps.INPUT, Kernels::erf, Kernels::erfVjp);
  }

  @Override
  OptionalDouble slopeAtZero() {
    return OptionalDouble.of(2 / Math.sqrt(Math.PI));
  }
}
