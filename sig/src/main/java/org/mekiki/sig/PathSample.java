package org.mekiki.sig;

/** F and its gradient at one place of one path, as far as they are known. */
final class PathSample {
  private final double alpha;
  private final float[] gradient;
  private double value;

  /**
   * A place to be evaluated.
   *
   * @param alpha the place, 0 to 1
   * @param size number of the path's features
   */
  PathSample(double alpha, int size) {
    this.alpha = alpha;
    this.gradient = new float[size];
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
