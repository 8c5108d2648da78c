package org.mekiki.sig;

/**
 * Settings of methods that have them.
 *
 * @param seed of random choices
 */
public record MethodSettings(long seed) {
  /** Seed 0. */
  public static final MethodSettings DEFAULT = new MethodSettings(0);

  /** The same with another seed. */
  public MethodSettings withSeed(long other) {
    return new MethodSettings(other);
  }
}
