package org.mekiki.cli.audit.statistics;

import java.util.Arrays;

/**
 * Probabilities of a whole family of tests, which are corrected for there being many: among a
 * thousand tests of nothing fifty are below 0.05.
 */
public final class MultipleComparisons {
  private double[] found = new double[16];
  private int size;
  private double[] rates;
  private double[] errors;

  /** Of no test yet. */
  public MultipleComparisons() {}

  /**
   * Takes the probability that a test found.
   *
   * @param p a probability, 0 to 1
   * @throws IllegalArgumentException if it is none
   * @throws IllegalStateException if the family was corrected already: a correction was asked for
   */
  public void add(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a probability lies between 0 and 1, got " + p);
    }
    if (rates != null) {
      throw new IllegalStateException("the family was corrected already");
    }
    if (size == found.length) {
      found = Arrays.copyOf(found, 2 * size);
    }
    found[size++] = p;
  }

  /** {@return the number of tests taken so far} */
  public int size() {
    return size;
  }

  /**
   * The smallest share of false ones among the discoveries at which this test is one (Benjamini and
   * Hochberg 1995).
   *
   * @param p one of the family's, or NaN where there was no test
   * @return that share, 0 to 1; NaN of no test
   * @throws IllegalArgumentException if no test of the family found this
   */
  public double falseDiscoveryRate(double p) {
    return rates(p, true);
  }

  /**
   * The smallest chance of any false discovery at all at which this test is one (Holm 1979).
   *
   * @param p one of the family's, or NaN where there was no test
   * @return that chance, 0 to 1; NaN of no test
   * @throws IllegalArgumentException if no test of the family found this
   */
  public double familywiseError(double p) {
    return rates(p, false);
  }

  private double rates(double p, boolean discovery) {
    if (Double.isNaN(p)) {
      return Double.NaN;
    }
    if (rates == null) {
      correct();
    }
    int at = Arrays.binarySearch(found, 0, size, p);
    if (at < 0) {
      throw new IllegalArgumentException("no test of the family found " + p);
    }
    return discovery ? rates[at] : errors[at];
  }

  /** Equal probabilities get equal corrections, so that a value names its own. */
  private void correct() {
    Arrays.sort(found, 0, size);
    rates = new double[size];
    errors = new double[size];
    double smallest = 1;
    for (int i = size - 1; i >= 0; i--) {
      smallest = Math.min(smallest, found[i] * size / (i + 1));
      rates[i] = smallest;
    }
    double largest = 0;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, Math.min(1, found[i] * (size - i)));
      errors[i] = largest;
    }
  }
}
