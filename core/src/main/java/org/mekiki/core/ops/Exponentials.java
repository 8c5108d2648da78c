package org.mekiki.core.ops;

/**
 * What softmax is made of, for a row x and a reference row b: rows that are centred on their means,
 * then exponentials, then a sum.
 *
 * <p>Softmax does not see what is added to a whole row. Without the centring, the exponentials
 * would credit every element with such a shift, in sums that cancel and grow exponentially with it.
 */
final class Exponentials {
  private final double[] input;
  private final double[] reference;
  private final double[] x;
  private final double[] b;

  /** Of two rows, which are centred in place. */
  Exponentials(double[] x, double[] b) {
    this.x = Rows.centred(x);
    this.b = Rows.centred(b);
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < x.length; j++) {
      largest = Math.max(largest, Math.max(x[j], b[j]));
    }
    input = exponentials(x, largest);
    reference = exponentials(b, largest);
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
