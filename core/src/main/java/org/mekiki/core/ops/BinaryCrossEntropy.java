package org.mekiki.core.ops;

/**
 * Mean of −t ln σ(x) − (1 − t) ln (1 − σ(x)) for logits x and targets t from 0 to 1, computed as
 * max(x, 0) − x t + ln(1 + e^(−|x|)), which neither overflows nor loses digits.
 */
final class BinaryCrossEntropy extends TargetLoss {
  @Override
  public String name() {
    return "BinaryCrossEntropy";
  }

  @Override
  double loss(double x, double target) {
    return Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));
  }

  @Override
  double slope(double x, double target) {
    return 1 / (1 + Math.exp(-x)) - target;
  }

  @Override
  double targetSlope(double x, double target) {
    return -x;
  }
}
