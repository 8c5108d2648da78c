package org.mekiki.benchmarks;

import java.util.Random;

/** Normally distributed numbers, the same for the same seed. */
final class RandomValues {
  private RandomValues() {}

  static float[] normal(int count, double deviation, long seed) {
    var random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }
}
