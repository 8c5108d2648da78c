package org.mekiki.transformer;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.core.model.Link;

/**
 * A classifier's answer to one question.
 *
 * @param logits one a class
 * @param probabilities of the classes, as the model's {@link Link} makes them of the logits; empty
 *     where the answer is a number
 */
public record Prediction(List<Double> logits, List<Double> probabilities) {
  /** Copies. */
  public Prediction {
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }

  static Prediction of(float[] logits, int from, int count, Link link) {
    var values = new ArrayList<Double>(count);
    for (int i = from; i < from + count; i++) {
      values.add((double) logits[i]);
    }
    return new Prediction(values, link.probabilities(values));
  }

  /** {@return the index of the class with the largest logit; of equal ones the first} */
  public int best() {
    int best = 0;
    for (int i = 1; i < logits.size(); i++) {
      best = logits.get(i) > logits.get(best) ? i : best;
    }
    return best;
  }
}
