package org.mekiki.sig.judge;

/** Probabilities of classes, from logits. */
final class Softmax {
  private Softmax() {}

  /** The class of the largest logit, the first of equals. */
  static int best(double[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  static double probability(double[] logits, int index) {
    return Math.exp(logProbability(logits, index));
  }

  static double logProbability(double[] logits, int index) {
    double largest = logits[best(logits)];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return logits[index] - largest - Math.log(sum);
  }
}
