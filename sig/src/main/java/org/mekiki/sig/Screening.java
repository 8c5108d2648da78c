package org.mekiki.sig;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.mekiki.core.runtime.Interruption;
import org.mekiki.sig.attribution.AttributionInput;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.evaluation.Evaluator;
import org.mekiki.sig.evaluation.GradientRequest;
import org.mekiki.sig.evaluation.Variant;

/**
 * Guesses cheaply which words matter, so that a budget goes to these.
 *
 * <p>One gradient at the input gives for every word the first-order estimate Σ_j (x_ij − b_ij)
 * ∂F/∂x_ij of its score. It sees no bend of F; so where there are several sentences, the exact
 * score of each as a whole weighs the estimates of its words.
 */
final class Screening {
  /** What a word of a sentence without any effect keeps of its estimate. */
  private static final double FLOOR = 0.1;

  /** A time is measured by more than one pass: the first are slower than those to come. */
  private static final int MOST_REPEATS = 32;

  private static final int SHARE_FOR_MEASURING = 10;

  private final Evaluator evaluator;
  private final AttributionInput input;
  private final int[] targets;
  private final double[][] rows;
  private double[] value;

  /**
   * A screening.
   *
   * @param input the words that are chosen from
   * @param targets number of explained scalars
   */
  Screening(Evaluator evaluator, AttributionInput input, int targets) {
    this.evaluator = evaluator;
    this.input = input;
    this.targets = java.util.stream.IntStream.range(0, targets).toArray();
    this.rows = new double[targets][input.size()];
  }

  /** Passes of {@link #estimate}. */
  static long passes(int targets) {
    return 1L + targets;
  }

  /** Estimates all words by one gradient. */
  void estimate() {
    RowSet moving = RowSet.of(input.moving());
    value =
        evaluator
            .gradients(
                List.of(new GradientRequest(Variant.INPUT, moving)),
                targets,
                (_, t, position, gradient, at) -> {
                  int row = moving.row(position);
                  double sum = 0;
                  for (int j = 0; j < input.width(); j++) {
                    sum += input.difference(row, j) * gradient[at + j];
                  }
                  rows[t][row] = sum;
                })[0];
  }

  /**
   * Estimates again and again for a tenth of a time, and says how many passes fit into the time
   * from its beginning, at the pace of the fastest.
   *
   * @param begun {@link System#nanoTime} when the time began
   */
  long measure(Duration time, long begun) {
    long all = time.toNanos();
    long fastest = Long.MAX_VALUE;
    long now = System.nanoTime();
    for (int i = 0; i < MOST_REPEATS; i++) {
      long start = now;
      estimate();
      now = System.nanoTime();
      fastest = Math.clamp(now - start, 1, fastest);
      if (now - begun >= all / SHARE_FOR_MEASURING) {
        break;
      }
    }
    double left = Math.max(0, all - (now - begun));
    return evaluator.counts().total() + (long) (left / fastest * passes(targets.length));
  }

  /**
   * How much each word promises, the largest first to be explained.
   *
   * @param sentences exact scores of these weigh the estimates; none for the estimates alone
   */
  double[] promises(List<RowSet> sentences) {
    double[][] masked = evaluator.values(sentences.stream().map(Variant::masked).toList());
    double[] promises = new double[input.words().size()];
    for (int t : targets) {
      double[] weights = weights(sentences, masked, t);
      double[] estimates = new double[promises.length];
      for (int w = 0; w < promises.length; w++) {
        Interruption.checkCaller();
        RowSet word = input.words().get(w);
        for (int k = 0; k < word.size(); k++) {
          estimates[w] += rows[t][word.row(k)];
        }
      }
      double all = Arrays.stream(estimates).map(Math::abs).sum();
      for (int w = 0; w < promises.length && all > 0; w++) {
        double promise = Math.abs(estimates[w]) / all * weight(w, sentences, weights);
        promises[w] = Math.max(promises[w], promise);
      }
    }
    return promises;
  }

  /** The sentences' exact scores as shares of the largest, from the floor to 1. */
  private double[] weights(List<RowSet> sentences, double[][] masked, int target) {
    double[] scores = new double[sentences.size()];
    Arrays.setAll(scores, s -> Math.abs(value[target] - masked[s][target]));
    double largest = Arrays.stream(scores).max().orElse(0);
    Arrays.setAll(scores, s -> largest == 0 ? 1 : FLOOR + (1 - FLOOR) * scores[s] / largest);
    return scores;
  }

  /** Of the sentence that holds the word, or the strongest of several; 1 where none does. */
  private double weight(int word, List<RowSet> sentences, double[] weights) {
    double largest = 0;
    for (int s = 0; s < weights.length; s++) {
      if (sentences.get(s).intersects(input.words().get(word))) {
        largest = Math.max(largest, weights[s]);
      }
    }
    return largest == 0 ? 1 : largest;
  }
}
