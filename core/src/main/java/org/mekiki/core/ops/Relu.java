package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.kernel.Kernels;

/** max(x, 0); the derivative at 0 is 0. */
final class Relu extends UnaryOp {
  /** The op. */
  public Relu() {
    super(Keeps.INPUT, Kernels::relu, Kernels::reluVjp);
  }

  @Override
  OptionalDouble slopeAtZero() {
    return OptionalDouble.of(0);
  }

  /** The quotient is exact, and the derivative's mean no match for it across the bend. */
  @Override
  float narrow(float x, float reference) {
    return 0;
  }
}
