package org.mekiki.transformer.entity;

/**
 * Which of the spans that fit a label are taken.
 *
 * @param threshold the probability that a span has to exceed, 0 to 1
 * @param nested whether a span may lie inside another that is taken
 * @param severalLabels whether a span may have several labels
 */
public record EntityChoice(double threshold, boolean nested, boolean severalLabels) {
  /** What the reference takes where nothing is said: from 0.5 on, none over another. */
  public static final EntityChoice DEFAULT = new EntityChoice(0.5, false, false);

  /** Checks. */
  public EntityChoice {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold must be between 0 and 1; got " + threshold);
    }
  }
}
