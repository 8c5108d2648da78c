package org.mekiki.transformer;

import java.util.List;

/**
 * A classifier's answer.
 *
 * @param logits one a class
 * @param probabilities their softmax
 */
public record Prediction(List<Double> logits, List<Double> probabilities) {
  /** Copies. */
  public Prediction {
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }

  static Prediction of(float[] logits) {
    var values = new java.util.ArrayList<Double>();
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      values.add((double) logit);
      max = Math.max(max, logit);
    }
    double largest = max;
    double sum = values.stream().mapToDouble(v -> Math.exp(v - largest)).sum();
    return new Prediction(values, values.stream().map(v -> Math.exp(v - largest) / sum).toList());
  }

  /** Index of the most probable class; of equal ones the first. */
  public int best() {
    int best = 0;
    for (int i = 1; i < logits.size(); i++) {
      best = logits.get(i) > logits.get(best) ? i : best;
    }
    return best;
  }
}
