package org.mekiki.sig.effect;

import java.util.List;
import org.mekiki.core.model.Link;
import org.mekiki.sig.evaluation.Logits;

/**
 * What a model answers.
 *
 * @param logits one a class
 * @param probabilities of the classes; empty where the answer is a number
 */
public record Answer(List<Double> logits, List<Double> probabilities) {
  /** Copies. */
  public Answer {
    logits = List.copyOf(logits);
    probabilities = List.copyOf(probabilities);
  }

  static Answer of(List<Double> logits, Link link) {
    return new Answer(logits, link.probabilities(logits));
  }

  /** {@return the class of largest logit; of equal ones the first} */
  public int best() {
    return Logits.best(logits);
  }

  /**
   * {@return the probability of a class; its logit where the answer is a number}
   *
   * @param target number of the class
   */
  public double value(int target) {
    return probabilities.isEmpty() ? logits.get(target) : probabilities.get(target);
  }
}
