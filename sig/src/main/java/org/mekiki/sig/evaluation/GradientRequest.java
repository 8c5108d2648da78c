package org.mekiki.sig.evaluation;

import org.mekiki.sig.attribution.RowSet;

/**
 * A variant at which gradients are wanted.
 *
 * @param variant where
 * @param rows the rows whose gradients are wanted
 */
public record GradientRequest(Variant variant, RowSet rows) {
  /**
   * {@return a request for the gradients of the rows that the variant moves}
   *
   * @param variant where
   */
  public static GradientRequest ofMoved(Variant variant) {
    return new GradientRequest(variant, variant.moved());
  }
}
