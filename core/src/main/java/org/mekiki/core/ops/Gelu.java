package org.mekiki.core.ops;

import java.util.OptionalDouble;
import org.mekiki.core.kernel.Kernels;

/** x Φ(x), exact (Hendrycks and Gimpel 2016). */
final class Gelu extends SlopeOp {
  /** The op. */
  public Gelu() {
    super(Kernels::gelu, Kernels::geluWithSlope);
  }

  @Override
  OptionalDouble slopeAtZero() {
    return OptionalDouble.of(0.5);
  }
}
