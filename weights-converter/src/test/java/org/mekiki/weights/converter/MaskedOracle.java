package org.mekiki.weights.converter;

import org.mekiki.weights.converter.reference.RandomWeights;

/** BERT's masked language model head in double precision: table · norm(gelu(dense(row))) + bias. */
final class MaskedOracle {
  private static final String TRANSFORM = "cls.predictions.transform.";
  private static final double EPSILON = 1e-12;

  private MaskedOracle() {}

  static double[] scores(double[] row, RandomWeights weights) {
    int m = row.length;
    double[] active =
        linear(
            row,
            weights.get(TRANSFORM + "dense.weight", m, m),
            weights.get(TRANSFORM + "dense.bias", m));
    double mean = 0;
    for (int i = 0; i < m; i++) {
      active[i] = active[i] / 2 * (1 + erf(active[i] / Math.sqrt(2)));
      mean += active[i] / m;
    }
    double variance = 0;
    for (double value : active) {
      variance += (value - mean) * (value - mean) / m;
    }
    double[] gain = weights.get(TRANSFORM + "LayerNorm.weight", m);
    double[] shift = weights.get(TRANSFORM + "LayerNorm.bias", m);
    for (int i = 0; i < m; i++) {
      active[i] = gain[i] * (active[i] - mean) / Math.sqrt(variance + EPSILON) + shift[i];
    }
    int vocabulary = ReferenceCheckpoint.VOCABULARY.size();
    return linear(
        active,
        weights.get("bert.embeddings.word_embeddings.weight", vocabulary, m),
        weights.get("cls.predictions.bias", vocabulary));
  }

  private static double[] linear(double[] x, double[] w, double[] b) {
    double[] y = b.clone();
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += w[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double erf(double x) {
    double sum = 0;
    int steps = 2000;
    for (int i = 0; i < steps; i++) {
      double t = x * (i + 0.5) / steps;
      sum += Math.exp(-t * t);
    }
    return 2 / Math.sqrt(Math.PI) * sum * x / steps;
  }
}
