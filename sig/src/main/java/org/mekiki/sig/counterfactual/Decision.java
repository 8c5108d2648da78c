package org.mekiki.sig.counterfactual;

import java.util.OptionalInt;
import org.mekiki.core.model.Link;

/**
 * What a model decided about a text, and what would be another decision.
 *
 * @param index of the class that was decided for; where each class is there or not, of the one that
 *     is looked at
 * @param there whether each class is there or not whatever the others are, and this one is; false
 *     where the classes exclude each other
 * @param link how logits become probabilities
 * @param towards the class that another decision has to be for; empty for any
 */
record Decision(int index, boolean there, Link link, OptionalInt towards) {
  /**
   * How far logits are from another decision, in logits: below 0 where they are one.
   *
   * @param logits one a class
   */
  double distance(double[] logits) {
    if (link == Link.SIGMOID) {
      return there ? logits[index] : -logits[index];
    }
    if (towards.isPresent()) {
      return largestBut(towards.getAsInt(), logits) - logits[towards.getAsInt()];
    }
    return logits[index] - largestBut(index, logits);
  }

  private static double largestBut(int index, double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      largest = i == index ? largest : Math.max(largest, logits[i]);
    }
    return largest;
  }
}
