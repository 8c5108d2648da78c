package org.mekiki.sig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Closed forms, and the Gini index as the mean difference of all pairs. */
final class ConcentrationTest {
  @Test
  void entropy() {
    assertEquals(Math.log(4), Concentration.complexity(1, -1, 1, -1), 1e-12);
    assertEquals(0, Concentration.complexity(0, -3, 0), 1e-12);
    assertEquals(1.5 * Math.log(2), Concentration.complexity(2, -1, 1), 1e-12);
    assertTrue(Double.isNaN(Concentration.complexity(0, 0)));
  }

  @Test
  void gini() {
    assertEquals(0, Concentration.sparseness(2, -2, 2), 1e-12);
    assertEquals(0.75, Concentration.sparseness(0, 0, -5, 0), 1e-12);
    double[] scores = {0.3, -2, 1.1, 0.7, -0.2};
    double pairs = 0;
    double sum = 0;
    for (double a : scores) {
      sum += Math.abs(a);
      for (double b : scores) {
        pairs += Math.abs(Math.abs(a) - Math.abs(b));
      }
    }
    assertEquals(pairs / (2 * scores.length * sum), Concentration.sparseness(scores), 1e-12);
    assertTrue(Double.isNaN(Concentration.sparseness(0, 0)));
  }

  @Test
  void entropyOfAHistogram() {
    // Bins [0, 1), [1, 2), [2, 3), [3, 4]: the largest score belongs to the last.
    double entropy = 0.4 * Math.log(2.5) + 0.6 * Math.log(5);
    assertEquals(entropy, Concentration.histogramEntropy(4, 0, 1, 2.5, 3.5, 4), 1e-12);
    assertEquals(0, Concentration.histogramEntropy(4, 7, 7, 7), "all alike");
    assertEquals(
        Concentration.histogramEntropy(4, 0, 1, 2.5, 3.5, 4),
        Concentration.histogramEntropy(4, -8, -6, -3, -1, 0),
        1e-12,
        "neither place nor unit counts");
    assertEquals(Math.log(3), Concentration.histogramEntropy(100, -1, 0.2, 4), 1e-12);
  }
}
