package org.mekiki.sig.game;

import java.util.Random;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;

/**
 * Random numbers that depend on a seed and on the input alone: an input gets the same ones in any
 * company, on any number of threads, and whatever is asked of it beside.
 */
public final class Randomness {
  private final long state;

  private Randomness(long state) {
    this.state = state;
  }

  /** For one input; its baseline and its units do not matter. */
  public static Randomness of(long seed, AttributionInput input) {
    long state = mix(seed);
    Tensor rows = input.rows();
    for (int i = 0; i < rows.size(); i++) {
      state = mix(state ^ Float.floatToIntBits(rows.getFlat(i)));
    }
    return new Randomness(state);
  }

  /** A stream of its own for each number. */
  public Random stream(long number) {
    return new Random(mix(state ^ mix(number)));
  }

  /** A stream of its own for each set of rows and number. */
  public Random stream(RowSet rows, long first) {
    long number = mix(first ^ rows.size());
    for (int k = 0; k < rows.size(); k++) {
      number = mix(number ^ rows.row(k));
    }
    return stream(number);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014), a bijection that mixes all bits. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
