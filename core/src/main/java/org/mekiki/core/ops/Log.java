package org.mekiki.core.ops;

import org.mekiki.core.kernel.Kernels;

/** The natural logarithm. */
final class Log extends UnaryOp {
  /** The op. */
  public Log() {
    super(
        Keeps.INPUT,
        Kernels::log,
        (kernels, n, x, xOffset, dy, dyOffset, dx, dxOffset) ->
            kernels.div(n, dy, dyOffset, x, xOffset, dx, dxOffset));
  }

  /** It bends the more the nearer it is to 0. */
  @Override
  float narrow(float x, float reference) {
    return Rescale.NARROW * Math.min(x, reference);
  }
}
