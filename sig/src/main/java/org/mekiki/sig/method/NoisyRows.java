package org.mekiki.sig.method;

import java.util.Random;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.evaluation.Variant;
import org.mekiki.sig.game.Randomness;

/** The rows of an input with Gaussian noise, another for each sample. */
final class NoisyRows {
  private final AttributionInput input;
  private final double deviation;
  private final Randomness randomness;

  /**
   * Rows with noise.
   *
   * @param level standard deviation as a share of the spread between the smallest and the largest
   *     entry of the rows that move
   */
  NoisyRows(AttributionInput input, double level, Randomness randomness) {
    this.input = input;
    this.randomness = randomness;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int row : input.moving()) {
      for (int j = 0; j < input.width(); j++) {
        float value = input.rows().getFlat(row * input.width() + j);
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
    }
    deviation = level * (largest - smallest);
  }

  /** The rows of one sample. */
  Variant.Rows sample(int number) {
    return (row, target, at) -> write(number, row, target, at);
  }

  /** Writes a row of one sample; it is the same whenever it is asked for. */
  void write(int sample, int row, float[] target, int at) {
    int width = input.width();
    Random random = randomness.stream(((long) sample << 32) + row);
    for (int j = 0; j < width; j++) {
      double value = input.rows().getFlat(row * width + j);
      target[at + j] = (float) (deviation == 0 ? value : value + deviation * random.nextGaussian());
    }
  }
}
