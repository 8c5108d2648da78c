package org.mekiki.benchmarks;

import org.mekiki.benchmarks.results.Work;

/** X[m,k] · W[k,n], written {@code MxKxN}. */
record ProductShape(int m, int k, int n) {
  static ProductShape parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a shape is written MxKxN, not " + text);
    }
    return new ProductShape(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  Work work() {
    double bytes = 4.0 * ((double) m * k + (double) k * n + (double) m * n);
    return Work.of(2.0 * m * k * n, bytes);
  }
}
