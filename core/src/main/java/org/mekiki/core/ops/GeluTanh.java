package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.kernel.Kernels;

/** The tanh form of GELU: x/2 (1 + tanh(√(2/π)(x + 0.044715 x³))). */
final class GeluTanh extends SlopeOp {
  /** The op. */
  public GeluTanh() {
    super(Kernels::geluTanh, Kernels::geluTanhWithSlope);
  }

  @Override
  OptionalDouble slopeAtZero() {
    return OptionalDouble.of(0.5);
  }
}
