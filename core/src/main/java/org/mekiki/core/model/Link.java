package org.mekiki.core.model;

import java.util.List;

/** How a model's logits become probabilities. */
public enum Link {
  /** The classes exclude each other: softmax. */
  SOFTMAX,
  /** Each class is there or not, whatever the others are: a sigmoid of its own logit. */
  SIGMOID,
  /** The outputs are numbers on a scale; there are no probabilities. */
  IDENTITY;

  /**
   * {@return probabilities of logits, as many; none for {@link #IDENTITY}} Those of {@link
   * #SOFTMAX} add up to 1.
   *
   * @param logits one a class
   */
  public List<Double> probabilities(List<Double> logits) {
    return switch (this) {
      case SOFTMAX -> softmax(logits);
      case SIGMOID -> logits.stream().map(x -> 1 / (1 + Math.exp(-x))).toList();
      case IDENTITY -> List.of();
    };
  }

  private static List<Double> softmax(List<Double> logits) {
    double largest = logits.stream().mapToDouble(x -> x).max().orElse(0);
    double[] exponentials = logits.stream().mapToDouble(x -> Math.exp(x - largest)).toArray();
    double sum = 0;
    for (double exponential : exponentials) {
      sum += exponential;
    }
    double total = sum;
    return java.util.Arrays.stream(exponentials).mapToObj(e -> e / total).toList();
  }
}
