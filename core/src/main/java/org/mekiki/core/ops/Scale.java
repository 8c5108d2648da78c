package org.mekiki.core.ops;

/** A constant times x; the constant −1 is negation. */
final class Scale extends UnaryOp {
  /** The op for one factor. */
  public Scale(float factor) {
    super(
        Keeps.NOTHING,
        (kernels, n, x, xOffset, y, yOffset) -> kernels.scale(n, factor, x, xOffset, y, yOffset),
        (kernels, n, _, _, dy, dyOffset, dx, dxOffset) ->
            kernels.scale(n, factor, dy, dyOffset, dx, dxOffset));
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  /** Its derivative is its quotient. */
  @Override
  float narrow(float x, float reference) {
    return Float.POSITIVE_INFINITY;
  }
}
