package org.mekiki.sig.method;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.mekiki.sig.evaluation.CountedWork;

/**
 * The path of one word through words near it, on which every feature goes one way: each step leads
 * to an anchor, a word near the last anchor, whose features that do not lie between the last point
 * and the baseline are replaced by ones that do (Sanyal and Ren 2021, section 3).
 */
final class MonotonePath {
  private final Neighbours neighbours;
  private final DiscretizedIntegratedGradients.Strategy strategy;
  private final int steps;
  private final float[] baseline;
  private final int baselineRow;
  private final int width;
  private final CountedWork work;

  /**
   * Paths to a baseline.
   *
   * @param baseline d values
   * @param baselineRow the baseline's row in the table, which is no anchor, or −1
   * @param work is told of every step, none of which is a pass, so that it can end the path
   */
  MonotonePath(
      Neighbours neighbours,
      DiscretizedIntegratedGradients.Strategy strategy,
      int steps,
      float[] baseline,
      int baselineRow,
      CountedWork work) {
    this.neighbours = neighbours;
    this.strategy = strategy;
    this.steps = steps;
    this.baseline = baseline;
    this.baselineRow = baselineRow;
    this.work = work;
    width = baseline.length;
  }

  /**
   * The points from a word to the baseline, both among them: steps + 2.
   *
   * @param word d values
   * @param wordRow the word's row in the table
   */
  float[][] from(float[] word, int wordRow) {
    float[][] points = new float[steps + 2][];
    points[0] = word;
    points[steps + 1] = baseline;
    var used = new HashSet<Integer>();
    used.add(wordRow);
    int last = wordRow;
    for (int k = 1; k <= steps; k++) {
      work.done(0);
      last = last == baselineRow ? last : next(last, used);
      used.add(last);
      points[k] = last == baselineRow ? baseline : monotone(points[k - 1], anchor(last));
    }
    return points;
  }

  private float[] anchor(int row) {
    int from = neighbours.table().offset() + row * width;
    return Arrays.copyOfRange(neighbours.table().array(), from, from + width);
  }

  /** The best neighbour of an anchor that is not used, the baseline where there is none. */
  private int next(int last, Set<Integer> used) {
    float[] from = anchor(last);
    int best = baselineRow;
    double least = Double.POSITIVE_INFINITY;
    for (int candidate : neighbours.of(last)) {
      if (candidate == baselineRow || used.contains(candidate)) {
        continue;
      }
      double cost = cost(from, candidate, least);
      if (cost < least) {
        least = cost;
        best = candidate;
      }
    }
    return best;
  }

  /** How much is to be changed of a candidate, as far as it is below a limit. */
  private double cost(float[] from, int candidate, double limit) {
    float[] table = neighbours.table().array();
    int at = neighbours.table().offset() + candidate * width;
    double cost = 0;
    for (int j = 0; j < width && cost < limit; j++) {
      if (!between(from[j], table[at + j], j)) {
        double change = table[at + j] - step(from, j);
        cost += strategy == DiscretizedIntegratedGradients.Strategy.GREEDY ? change * change : 1;
      }
    }
    return cost;
  }

  /** Whether a feature lies between the baseline and where the path comes from, or at an end. */
  private boolean between(float from, float point, int j) {
    return Math.min(from, baseline[j]) <= point && point <= Math.max(from, baseline[j]);
  }

  /** Where a feature goes instead: one step of the straight line to the baseline. */
  private float step(float[] from, int j) {
    return from[j] - (from[j] - baseline[j]) / steps;
  }

  private float[] monotone(float[] from, float[] anchor) {
    float[] point = anchor.clone();
    for (int j = 0; j < width; j++) {
      point[j] = between(from[j], anchor[j], j) ? anchor[j] : step(from, j);
    }
    return point;
  }
}
