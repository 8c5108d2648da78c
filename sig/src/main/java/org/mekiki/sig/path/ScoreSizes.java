package org.mekiki.sig.path;

/** The sizes that errors are measured by. Phrases do not count among them. */
interface ScoreSizes {
  /**
   * The largest absolute word score.
   *
   * @param integrals features of the units, as far as integrated; null for those not begun
   */
  double largestScore(Paths.Ends ends, int target, double[][] integrals);

  /** The largest Euclidean length of the features of one row. */
  double largestRow(double[][] integrals);
}
