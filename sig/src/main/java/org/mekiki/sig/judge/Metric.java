package org.mekiki.sig.judge;

import java.util.Locale;

/** What faithfulness is measured by. */
public enum Metric implements FaithfulnessMetric {
  /** Logarithm of the probability with the top tokens masked, less that of the whole text. */
  LOG_ODDS(Direction.LOWER, Sharing.OPERATION),
  /** Probability lost when the top tokens are taken out. */
  COMPREHENSIVENESS(Direction.HIGHER, Sharing.RELATED),
  /** Probability lost when only the top tokens are kept. */
  SUFFICIENCY(Direction.LOWER, Sharing.RELATED),
  /** Comprehensiveness between the worst (0) and the best (1) order that was found. */
  NORMALISED_COMPREHENSIVENESS(Direction.HIGHER, Sharing.RELATED),
  /** Sufficiency between the worst (0) and the best (1) order that was found. */
  NORMALISED_SUFFICIENCY(Direction.HIGHER, Sharing.RELATED),
  /** Probability lost when embeddings are dropped out in proportion to their scores. */
  SOFT_COMPREHENSIVENESS(Direction.HIGHER, Sharing.NONE),
  /** Probability kept when embeddings are retained in proportion to their scores. */
  SOFT_SUFFICIENCY(Direction.HIGHER, Sharing.NONE),
  /** Area under the probability while tokens are masked, the most important first. */
  DELETION(Direction.LOWER, Sharing.OPERATION),
  /** Area under the probability while tokens are unmasked, the most important first. */
  INSERTION(Direction.HIGHER, Sharing.OPERATION),
  /** Error of the scores as a linear prediction of what masking sets of words does. */
  INFIDELITY(Direction.LOWER, Sharing.OPERATION),
  /** Entropy of the shares of the absolute scores: on how many words they lie. */
  COMPLEXITY(Direction.LOWER, Sharing.NONE),
  /** Gini index of the absolute scores: on how few words they lie. */
  SPARSENESS(Direction.HIGHER, Sharing.NONE),
  /** Largest change of the scores under small changes of the embeddings. */
  MAX_SENSITIVITY(Direction.LOWER, Sharing.NONE);

  private final Direction direction;
  private final Sharing sharing;

  /** Which values are good. */
  public enum Direction {
    /** Small ones. */
    LOWER,
    /** Large ones. */
    HIGHER
  }

  /** What a metric has in common with methods that mask words. */
  public enum Sharing {
    /** It does the very thing that SIG and occlusion measure, with the same baseline. */
    OPERATION,
    /** It takes words away too, in another way. */
    RELATED,
    /** Nothing. */
    NONE
  }

  Metric(Direction direction, Sharing sharing) {
    this.direction = direction;
    this.sharing = sharing;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Direction direction() {
    return direction;
  }

  @Override
  public Sharing sharing() {
    return sharing;
  }

  /** {@return whether the order of the tokens alone decides, so that there is a best order} */
  public boolean ofOrder() {
    return switch (this) {
      case SOFT_COMPREHENSIVENESS,
          SOFT_SUFFICIENCY,
          INFIDELITY,
          COMPLEXITY,
          SPARSENESS,
          MAX_SENSITIVITY ->
          false;
      case LOG_ODDS,
          COMPREHENSIVENESS,
          SUFFICIENCY,
          NORMALISED_COMPREHENSIVENESS,
          NORMALISED_SUFFICIENCY,
          DELETION,
          INSERTION ->
          true;
    };
  }

  /** The better of two values. */
  double better(double a, double b) {
    return direction == Direction.HIGHER ? Math.max(a, b) : Math.min(a, b);
  }
}
