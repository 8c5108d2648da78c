package org.mekiki.core.train;

import org.mekiki.core.autodiff.Variable;

/**
 * The loss of some examples.
 *
 * @param mean one value, the mean over what was asked; null where nothing was
 * @param weight number of what was asked: examples, or blanks of a masked language model
 * @param hits how many of the answers are right; NaN where answers are no choices
 */
public record Loss(Variable mean, double weight, double hits) {
  /** Nothing was asked, so nothing is to be learnt. */
  public static final Loss NONE = new Loss(null, 0, 0);
}
