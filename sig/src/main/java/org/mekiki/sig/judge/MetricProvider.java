package org.mekiki.sig.judge;

import java.util.OptionalDouble;

/**
 * Offers one metric of faithfulness by its name: what a jar names as a service so that the metric
 * can be asked for, in {@code evaluate --metrics} too, and stands beside the built-in ones.
 */
public interface MetricProvider extends FaithfulnessMetric {
  /** {@return the name in options and outputs: lower-case letters, digits and hyphens} */
  String name();

  @Override
  default String label() {
    return name();
  }

  /**
   * Measures the scores of one method for one text.
   *
   * @param text the text and the model's answers to it with tokens masked or taken out
   * @param scores one a token, of the class that the model predicts
   * @param seed of whatever is random; the same for every method
   * @return the value; empty where the text has none
   */
  OptionalDouble measure(TextUnderTest text, double[] scores, long seed);
}
