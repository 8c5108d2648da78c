package org.mekiki.cli.audit.statistics;

import org.mekiki.sig.statistics.StudentT;

/** Whether numbers have the mean 0: Student's test of one sample. */
public final class MeanAgainstZero {
  private MeanAgainstZero() {}

  /**
   * The two-sided probability of a mean as far from 0, if it were 0.
   *
   * @param moments of two numbers at least
   * @return that probability, 0 to 1
   * @throws IllegalArgumentException of fewer than two numbers
   */
  public static double p(Moments moments) {
    if (moments.count() < 2) {
      throw new IllegalArgumentException(
          "a test needs two numbers at least, got " + moments.count());
    }
    double error = Math.sqrt(moments.variance() / moments.count());
    if (error == 0) {
      return moments.mean() == 0 ? 1 : 0;
    }
    return StudentT.twoSided(moments.mean() / error, moments.count() - 1.0);
  }
}
