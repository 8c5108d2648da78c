package org.mekiki.weights.converter.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Makes a tensor when it is first asked for: so a reference implementation says itself what its
 * checkpoint consists of. The numbers are large enough to make attention uneven.
 */
public final class RandomWeights implements ReferenceWeights {
  private final Map<String, Stored> tensors = new LinkedHashMap<>();
  private final long seed;
  private final double gain;

  /**
   * A tensor.
   *
   * @param shape its shape
   * @param values single-precision numbers
   */
  public record Stored(int[] shape, double[] values) {}

  /** Weights that depend on the seed and their names. */
  public RandomWeights(long seed) {
    this(seed, 1);
  }

  private RandomWeights(long seed, double gain) {
    this.seed = seed;
    this.gain = gain;
  }

  /** The same for a family, which may store gains of norms as differences from 1. */
  public static RandomWeights of(long seed, ReferenceConfig config) {
    return new RandomWeights(seed, config.family().equals("gemma3_text") ? 0 : 1);
  }

  @Override
  public double[] get(String name, int... shape) {
    Stored stored = tensors.computeIfAbsent(name, _ -> random(name, shape));
    if (!Arrays.equals(stored.shape(), shape)) {
      throw new IllegalArgumentException(
          name + " is asked for as " + Arrays.toString(shape) + " and otherwise");
    }
    return stored.values();
  }

  private Stored random(String name, int... shape) {
    var random = new Random(seed * 31 + name.hashCode());
    double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    boolean scale = name.matches(".*(norm|Norm)[a-z_0-9]*\\.weight");
    boolean table = name.contains("embeddings.weight") || name.contains("_embedding");
    int in = values.length / shape[0];
    double width = scale ? 0.3 : table ? 0.7 : shape.length == 1 ? 0.3 : 1.4 / Math.sqrt(in);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((scale ? gain : 0) + width * random.nextGaussian());
    }
    return new Stored(shape, values);
  }

  /** All that was asked for. */
  public Map<String, Stored> tensors() {
    return tensors;
  }
}
