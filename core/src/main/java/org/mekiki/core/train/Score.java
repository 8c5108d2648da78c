package org.mekiki.core.train;

/**
 * What a model achieves.
 *
 * @param loss mean
 * @param accuracy share of right answers; NaN where answers are no choices
 */
public record Score(double loss, double accuracy) {
  /**
   * Whether this is better than another: more right answers, or the same and a smaller loss.
   *
   * @param other the score to compare with
   * @return whether it is
   */
  public boolean betterThan(Score other) {
    if (!Double.isNaN(accuracy) && accuracy != other.accuracy) {
      return accuracy > other.accuracy || Double.isNaN(other.accuracy);
    }
    return loss < other.loss || (Double.isNaN(other.loss) && !Double.isNaN(loss));
  }

  /** Sums from which a score is made. */
  static final class Sum {
    private double loss;
    private double weight;
    private double hits;

    void add(Loss part) {
      if (part.weight() > 0) {
        loss += part.mean().value().getFlat(0) * part.weight();
        weight += part.weight();
        hits += part.hits();
      }
    }

    double weight() {
      return weight;
    }

    Score score() {
      return new Score(loss / weight, hits / weight);
    }
  }
}
