package org.mekiki.sig;

/**
 * A variant of the input x: the moved rows stand at b + α (x − b), all others at x.
 *
 * @param moved the rows; none for x itself
 * @param alpha α, 0 for the baseline, 1 for the input
 */
record Variant(RowSet moved, double alpha) {
  /** The input itself. */
  static final Variant INPUT = new Variant(RowSet.NONE, 1);

  /** x\S: the rows at their baseline. */
  static Variant masked(RowSet rows) {
    return new Variant(rows, 0);
  }
}
