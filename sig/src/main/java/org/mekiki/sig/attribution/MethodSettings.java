package org.mekiki.sig.attribution;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Settings of methods that have them; what is not set stays as the method has it.
 *
 * @param seed of random choices
 * @param samples how many there are
 * @param noise how strong it is
 * @param steps of a path that is not integrated
 * @param neighbours of a word
 * @param tolerance up to which samples are drawn, as a share of the largest score
 */
public record MethodSettings(
    long seed,
    OptionalInt samples,
    OptionalDouble noise,
    OptionalInt steps,
    OptionalInt neighbours,
    OptionalDouble tolerance) {
  /** Seed 0, everything else as the methods have it. */
  public static final MethodSettings DEFAULT =
      new MethodSettings(
          0,
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty());

  /**
   * {@return a copy of these settings with another seed}
   *
   * @param other seed of random choices
   */
  public MethodSettings withSeed(long other) {
    return new MethodSettings(other, samples, noise, steps, neighbours, tolerance);
  }

  /**
   * {@return a copy of these settings with a tolerance}
   *
   * @param share up to which samples are drawn, of the largest score
   */
  public MethodSettings withTolerance(double share) {
    return new MethodSettings(seed, samples, noise, steps, neighbours, OptionalDouble.of(share));
  }

  /**
   * Makes settings of which any may be null; those stay as the methods have them, the seed is 0.
   *
   * @param seed of random choices, or null
   * @param samples how many there are, or null
   * @param noise how strong it is, or null
   * @param steps of a path that is not integrated, or null
   * @param neighbours of a word, or null
   * @return the settings
   */
  public static MethodSettings of(
      Long seed, Integer samples, Double noise, Integer steps, Integer neighbours) {
    return new MethodSettings(
        Optional.ofNullable(seed).orElse(0L),
        optional(samples),
        noise == null ? OptionalDouble.empty() : OptionalDouble.of(noise),
        optional(steps),
        optional(neighbours),
        OptionalDouble.empty());
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
