package org.mekiki.core.ops;

/** Mean of (x − t)² for predictions x and targets t. */
final class MeanSquaredError extends TargetLoss {
  @Override
  public String name() {
    return "MeanSquaredError";
  }

  @Override
  double loss(double x, double target) {
    return (x - target) * (x - target);
  }

  @Override
  double slope(double x, double target) {
    return 2 * (x - target);
  }

  @Override
  double targetSlope(double x, double target) {
    return 2 * (target - x);
  }
}
