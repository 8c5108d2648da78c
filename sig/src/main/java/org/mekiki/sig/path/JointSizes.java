package org.mekiki.sig.path;

import org.mekiki.sig.attribution.Vectors;

/**
 * Sizes where one path serves all rows: a word's score is what was integrated of it so far.
 *
 * @param width features of a row
 */
public record JointSizes(int width) implements ScoreSizes {
  @Override
  public double largestScore(Paths.Ends ends, int target, double[][] integrals) {
    double largest = 0;
    for (int at = 0; at < integrals[0].length; at += width) {
      largest = Math.max(largest, Math.abs(Vectors.sum(integrals[0], at, at + width)));
    }
    return largest;
  }

  @Override
  public double largestRow(double[][] integrals) {
    double largest = 0;
    for (int at = 0; at < integrals[0].length; at += width) {
      largest = Math.max(largest, Vectors.norm(integrals[0], at, at + width));
    }
    return largest;
  }
}
