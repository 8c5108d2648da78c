package org.mekiki.sig.judge;

/** Seeds that depend on one another without being alike. */
final class Seeds {
  private Seeds() {}

  /** A seed for one of several purposes, well spread (the finalizer of SplitMix64). */
  static long mix(long seed, long purpose) {
    long z = seed + (purpose + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
