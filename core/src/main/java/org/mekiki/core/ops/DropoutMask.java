package org.mekiki.core.ops;

import java.util.Arrays;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.kernel.RandomBits;

/**
 * Which elements dropout leaves out. An element's fate is a function of the key, of the number of
 * its example and of its place in the example, and of nothing else: not of the batch that the
 * example is computed in, nor of the number of threads.
 *
 * <p>Keys are mixed as in SplitMix64 (Steele, Lea and Flood 2014), elements are drawn by {@link
 * RandomBits}, 16 bits each, so rates are multiples of 1/65536.
 *
 * <p>See {@code docs/decisions/2026-11-26-training.md}.
 */
public final class DropoutMask {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;
  private final int[] examples;
  private final int threshold;
  private final float scale;

  /**
   * A mask.
   *
   * @param rate share of elements that are left out, from 0 to below 1
   * @param key of the seed, the step and the place in the model
   * @param examples numbers of the examples in the step, one an entry of the first axis
   */
  public DropoutMask(double rate, long key, int... examples) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate must be from 0 to below 1, got " + rate);
    }
    this.key = key;
    this.examples = examples.clone();
    this.threshold = (int) Math.round(rate * 65536);
    this.scale = threshold == 65536 ? 0 : 65536f / (65536 - threshold);
  }

  /**
   * A key of several numbers; the same numbers in another order give another one.
   *
   * @param parts any numbers
   * @return the key
   */
  public static long key(long... parts) {
    long key = 0;
    for (long part : parts) {
      key = mix(key * 31 + part + GOLDEN);
    }
    return key;
  }

  /** Number of examples. */
  int examples() {
    return examples.length;
  }

  @Override
  public String toString() {
    return "DropoutMask(%d of 65536, examples %s)".formatted(threshold, Arrays.toString(examples));
  }

  /**
   * y = x with elements left out, in rows of one example; x and y may be the same.
   *
   * @param example index of the example
   * @param part a number for what of the example this is
   * @param columns of x and y, at a distance of {@code stride}
   */
  void apply(
      Kernels kernels,
      int example,
      int part,
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      int stride) {
    long start = mix(mix(key + examples[example] * GOLDEN) + part * GOLDEN);
    for (int row = 0; row < rows; row++) {
      int bits = (int) (mix(start + row * GOLDEN) >>> 32);
      kernels.dropout(
          columns, bits, threshold, scale, x, xAt + row * stride, y, yAt + row * stride);
    }
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
