package org.mekiki.core.kernel;

/** Random numbers that are functions of a key and a place: no state, any order. */
public final class RandomBits {
  /** 2³² divided by the golden ratio, made odd. */
  static final int STEP = 0x9E3779B9;

  static final int FIRST = 0x85EBCA6B;
  static final int SECOND = 0xC2B2AE35;

  private RandomBits() {}

  /**
   * 32 bits: key + i · {@link #STEP}, through the finalizer of MurmurHash3 (Appleby 2011).
   *
   * @param key any number
   * @param i the place
   * @return the bits
   */
  public static int of(int key, int i) {
    int h = key + i * STEP;
    h = (h ^ h >>> 16) * FIRST;
    h = (h ^ h >>> 13) * SECOND;
    return h ^ h >>> 16;
  }
}
