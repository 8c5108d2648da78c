package org.mekiki.core.ops;

/**
 * Cosines and sines of rotary position embedding (Su et al. 2021): in position p, pair j of a head
 * of D numbers is turned by the angle p · θ^(−2j/D). Safe to share between threads.
 */
public final class RotaryAngles {
  private final int positions;
  private final int pairs;
  private final float[] cosines;
  private final float[] sines;

  /**
   * For positions from 0 on.
   *
   * @param positions how many
   * @param headDim D, even
   * @param theta θ, the base of the frequencies
   */
  public RotaryAngles(int positions, int headDim, double theta) {
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException("heads of %d numbers cannot be paired".formatted(headDim));
    }
    this.positions = positions;
    this.pairs = headDim / 2;
    this.cosines = new float[Math.multiplyExact(positions, pairs)];
    this.sines = new float[cosines.length];
    for (int p = 0; p < positions; p++) {
      for (int j = 0; j < pairs; j++) {
        double angle = p / Math.pow(theta, 2.0 * j / headDim);
        cosines[p * pairs + j] = (float) Math.cos(angle);
        sines[p * pairs + j] = (float) Math.sin(angle);
      }
    }
  }

  int positions() {
    return positions;
  }

  /** Pairs of a head, D / 2. */
  int pairs() {
    return pairs;
  }

  float[] cosines() {
    return cosines;
  }

  float[] sines() {
    return sines;
  }
}
