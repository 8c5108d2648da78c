package org.mekiki.core.ops;

import org.mekiki.core.tensor.Tensor;

/**
 * Cosines and sines of rotary position embedding (Su et al. 2021): in position p, pair j of a head
 * of D numbers is turned by the angle p / wⱼ, by default with wⱼ = θ^(2j/D). Safe to share between
 * threads.
 */
public final class RotaryAngles {
  private final int positions;
  private final int headDim;
  private final int pairs;
  private final boolean interleaved;
  private final float[] cosines;
  private final float[] sines;

  /**
   * For positions from 0 on; pair j is made of numbers j and j + D/2.
   *
   * @param positions how many
   * @param headDim D, even
   * @param theta θ, the base of the frequencies
   */
  public RotaryAngles(int positions, int headDim, double theta) {
    this(positions, headDim, wavelengths(headDim, theta), 1, false);
  }

  /**
   * For positions from 0 on, with a number of each pair.
   *
   * @param positions how many
   * @param headDim D
   * @param wavelengths w, a number for each of the P pairs, of which the head's first 2P numbers
   *     are made; the others stay as they are. An infinite one leaves its pair alone
   * @param factor by which turned numbers are multiplied too
   * @param interleaved whether pair j is made of numbers 2j and 2j + 1 instead of j and j + P
   * @throws IllegalArgumentException if a head has not so many pairs
   */
  public RotaryAngles(
      int positions, int headDim, double[] wavelengths, double factor, boolean interleaved) {
    if (wavelengths.length > headDim / 2) {
      throw new IllegalArgumentException(
          "heads of %d numbers have no %d pairs".formatted(headDim, wavelengths.length));
    }
    this.positions = positions;
    this.headDim = headDim;
    this.pairs = wavelengths.length;
    this.interleaved = interleaved;
    this.cosines = new float[Math.multiplyExact(positions, pairs)];
    this.sines = new float[cosines.length];
    for (int p = 0; p < positions; p++) {
      for (int j = 0; j < pairs; j++) {
        double angle = p / wavelengths[j];
        cosines[p * pairs + j] = (float) (factor * Math.cos(angle));
        sines[p * pairs + j] = (float) (factor * Math.sin(angle));
      }
    }
  }

  private RotaryAngles(int positions, int headDim, boolean interleaved) {
    this.positions = positions;
    this.headDim = headDim;
    this.pairs = headDim / 2;
    this.interleaved = interleaved;
    this.cosines = new float[Math.multiplyExact(positions, pairs)];
    this.sines = new float[cosines.length];
  }

  /**
   * Sines and cosines as a model stores them, whatever they are.
   *
   * @param table [positions, D], D even: in each row the D/2 sines, then the cosines
   * @param interleaved whether pair j is made of numbers 2j and 2j + 1 instead of j and j + D/2
   * @return the angles
   */
  public static RotaryAngles of(Tensor table, boolean interleaved) {
    var angles = new RotaryAngles(table.shape().dim(0), table.shape().dim(1), interleaved);
    int pairs = angles.pairs;
    for (int i = 0; i < angles.cosines.length; i++) {
      int at = i / pairs * 2 * pairs + i % pairs;
      angles.sines[i] = table.getFlat(at);
      angles.cosines[i] = table.getFlat(at + pairs);
    }
    return angles;
  }

  /**
   * {@return the table of {@link #of} for angles p / θ^(2j/D)}
   *
   * @param positions how many
   * @param headDim D, even
   * @param theta θ, the base of the frequencies
   */
  public static float[] table(int positions, int headDim, double theta) {
    var angles = new RotaryAngles(positions, headDim, theta);
    int pairs = angles.pairs;
    float[] table = new float[positions * headDim];
    for (int i = 0; i < angles.cosines.length; i++) {
      int at = i / pairs * 2 * pairs + i % pairs;
      table[at] = angles.sines[i];
      table[at + pairs] = angles.cosines[i];
    }
    return table;
  }

  /**
   * {@return θ^(2j/D) for each of the D/2 pairs}
   *
   * @param headDim D, even
   * @param theta θ, the base of the frequencies
   */
  public static double[] wavelengths(int headDim, double theta) {
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException("heads of %d numbers cannot be paired".formatted(headDim));
    }
    double[] wavelengths = new double[headDim / 2];
    for (int j = 0; j < wavelengths.length; j++) {
      wavelengths[j] = Math.pow(theta, 2.0 * j / headDim);
    }
    return wavelengths;
  }

  int positions() {
    return positions;
  }

  /** Numbers of a head, D. */
  int headDim() {
    return headDim;
  }

  /** Pairs of a head that are turned. */
  int pairs() {
    return pairs;
  }

  /** From a pair to the next one. */
  int stride() {
    return interleaved ? 2 : 1;
  }

  /** From a pair's first number to its second. */
  int reach() {
    return interleaved ? 1 : pairs;
  }

  float[] cosines() {
    return cosines;
  }

  float[] sines() {
    return sines;
  }
}
