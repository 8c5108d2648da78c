package org.mekiki.sig.path;

/** What single precision leaves uncertain. */
final class Rounding {
  /** 32 units in the last place: at most 27 were seen in 4,612 scores of a model of 4 layers. */
  static final double SHARE = 0x1p-19;

  private Rounding() {}

  /** The uncertainty of the difference of two values of F. */
  static double of(double a, double b) {
    return SHARE * Math.max(Math.abs(a), Math.abs(b));
  }
}
