package org.mekiki.sig.method;

/**
 * A score that samples may have a part in.
 *
 * @param value the score, in units of F
 * @param margin half of its 95 % interval; 0 where it is exact
 * @param settled whether that is within the tolerance
 */
record ScoreEstimate(double value, double margin, boolean settled) {
  /** One without chance. */
  static ScoreEstimate exact(double value) {
    return new ScoreEstimate(value, 0, true);
  }
}
