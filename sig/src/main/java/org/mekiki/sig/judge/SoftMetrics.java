package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.AttributionInput;

/**
 * Soft normalised sufficiency and comprehensiveness (Zhao and Aletras 2023): each element of a
 * word's embedding is retained with a probability that follows from the word's score, instead of
 * whole words being kept or taken out.
 *
 * <p>Scores are brought to [0, 1] by the smallest and largest of the text. Both metrics are divided
 * by what is lost when all words are zero, and limited to [0, 1], so that a text which depends on
 * its words hardly at all does not decide the mean.
 */
final class SoftMetrics {
  /** Masks that are drawn for a text; the same for all methods. */
  private static final int SAMPLES = 4;

  private final TextUnderTest text;
  private final float[][] chances = new float[SAMPLES][];
  private final double lossOfAll;

  /**
   * Both metrics.
   *
   * @param comprehensiveness higher is better
   * @param sufficiency higher is better
   */
  record Values(double comprehensiveness, double sufficiency) {}

  SoftMetrics(TextUnderTest text, long seed) {
    this.text = text;
    var random = new Random(seed);
    for (int s = 0; s < SAMPLES; s++) {
      chances[s] = new float[text.input().rows().size()];
      for (int i = 0; i < chances[s].length; i++) {
        chances[s][i] = random.nextFloat();
      }
    }
    lossOfAll = loss(text.withRows(List.of(retained(chances[0], new double[text.input().size()]))));
  }

  private double loss(double[] probabilities) {
    double sum = 0;
    for (double probability : probabilities) {
      sum += Math.max(0, text.probability() - probability);
    }
    return sum / probabilities.length;
  }

  /** Of a method's scores, one a token; empty where the text does not depend on its words. */
  Optional<Values> of(double[] scores) {
    if (lossOfAll <= 0) {
      return Optional.empty();
    }
    double[] shares = normalised(scores);
    double[] others = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      others[i] = 1 - shares[i];
    }
    var rows = new ArrayList<Tensor>();
    for (float[] chance : chances) {
      rows.add(retained(chance, shares));
      rows.add(retained(chance, others));
    }
    double[] answers = text.withRows(rows);
    double[] kept = new double[SAMPLES];
    double[] dropped = new double[SAMPLES];
    for (int s = 0; s < SAMPLES; s++) {
      kept[s] = answers[2 * s];
      dropped[s] = answers[2 * s + 1];
    }
    return Optional.of(
        new Values(
            Math.min(1, loss(dropped) / lossOfAll), Math.max(0, 1 - loss(kept) / lossOfAll)));
  }

  private double[] normalised(double[] scores) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int word : text.words()) {
      least = Math.min(least, scores[word]);
      most = Math.max(most, scores[word]);
    }
    double[] shares = new double[scores.length];
    for (int word : text.words()) {
      shares[word] = most > least ? (scores[word] - least) / (most - least) : 0.5;
    }
    return shares;
  }

  /** The rows of words with elements set to zero where the chance is not below the share. */
  private Tensor retained(float[] chance, double[] shares) {
    AttributionInput input = text.input();
    float[] rows = input.rows().toArray();
    for (int word : text.words()) {
      for (int j = word * input.width(); j < (word + 1) * input.width(); j++) {
        rows[j] = chance[j] < shares[word] ? rows[j] : 0;
      }
    }
    return Tensor.wrap(rows, 0, input.rows().shape());
  }
}
