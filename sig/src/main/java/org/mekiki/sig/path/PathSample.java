package org.mekiki.sig.path;

/** F and its gradient at one place of one path, as far as they are known. */
final class PathSample {
  private static final float[] NO_GRADIENT = {};

  private final double alpha;
  private final float[] gradient;
  private double value;

  /**
   * A place to be evaluated.
   *
   * @param alpha the place, 0 to 1
   * @param gradient takes the gradient, row after row; may be longer than that
   */
  PathSample(double alpha, float[] gradient) {
    this.alpha = alpha;
    this.gradient = gradient;
  }

  /** A place of which only F is known. */
  static PathSample ofValue(double alpha, double value) {
    var sample = new PathSample(alpha, NO_GRADIENT);
    sample.setValue(value);
    return sample;
  }

  double alpha() {
    return alpha;
  }

  double value() {
    return value;
  }

  void setValue(double f) {
    value = f;
  }

  /** The gradient, row after row. */
  float[] gradient() {
    return gradient;
  }
}
