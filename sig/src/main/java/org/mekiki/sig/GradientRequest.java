package org.mekiki.sig;

/**
 * A variant at which gradients are wanted.
 *
 * @param variant where
 * @param rows the rows whose gradients are wanted
 */
record GradientRequest(Variant variant, RowSet rows) {
  /** The gradients of the rows that the variant moves. */
  static GradientRequest ofMoved(Variant variant) {
    return new GradientRequest(variant, variant.moved());
  }
}
