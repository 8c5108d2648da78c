package org.mekiki.core.ops;

/**
 * What softmax is made of, for a row x and a reference row b: rows that are centred on their means,
 * then exponentials, then a sum. Elements far below the largest of either row, which a mask has
 * hidden, have no part in the means.
 *
 * <p>Softmax does not see what is added to a whole row. Without the centring, the exponentials
 * would credit every element with such a shift, in sums that cancel and grow exponentially with it.
 */
final class Exponentials {
  /** Further below the largest element nothing is seen: e to this power is 0 in any precision. */
  private static final double HIDDEN = -1e6;

  private final boolean[] seen;
  private final double[] input;
  private final double[] reference;
  private final double[] x;
  private final double[] b;

  /** Of two rows, which are centred in place. */
  Exponentials(double[] x, double[] b) {
    this.x = x;
    this.b = b;
    seen = new boolean[x.length];
    double bound = largest(x, b) + HIDDEN;
    for (int j = 0; j < x.length; j++) {
      seen[j] = Math.max(x[j], b[j]) >= bound;
    }
    subtract(x, mean(x));
    subtract(b, mean(b));
    double largest = largest(x, b);
    input = exponentials(x, largest);
    reference = exponentials(b, largest);
  }

  private static double largest(double[] x, double[] b) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < x.length; j++) {
      largest = Math.max(largest, Math.max(x[j], b[j]));
    }
    return largest;
  }

  private double mean(double[] row) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < row.length; j++) {
      if (seen[j]) {
        sum += row[j];
        count++;
      }
    }
    return sum / count;
  }

  private static void subtract(double[] row, double mean) {
    for (int j = 0; j < row.length; j++) {
      row[j] -= mean;
    }
  }

  /** From multipliers of centred elements to those of the elements, in place; returns the array. */
  double[] ofElements(double[] multipliers) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < multipliers.length; j++) {
      sum += multipliers[j];
      count += seen[j] ? 1 : 0;
    }
    for (int j = 0; j < multipliers.length; j++) {
      multipliers[j] -= seen[j] ? sum / count : 0;
    }
    return multipliers;
  }

  private static double[] exponentials(double[] row, double largest) {
    double[] e = new double[row.length];
    for (int j = 0; j < e.length; j++) {
      e[j] = Math.exp(row[j] - largest);
    }
    return e;
  }

  /** Σ e^x; never 0, so that nothing is divided by it. */
  double sum() {
    return sum(input);
  }

  /** Σ e^b. */
  double referenceSum() {
    return sum(reference);
  }

  private static double sum(double[] e) {
    double sum = Double.MIN_NORMAL;
    for (double value : e) {
      sum += value;
    }
    return sum;
  }

  /** The mean of both exponentials. */
  double mean(int j) {
    return (input[j] + reference[j]) / 2;
  }

  /** Δe/Δx without cancellation. */
  double quotient(int j) {
    double difference = x[j] - b[j];
    if (difference == 0) {
      return input[j];
    }
    double larger = difference > 0 ? input[j] : reference[j];
    return -larger * Math.expm1(-Math.abs(difference)) / Math.abs(difference);
  }
}
