package org.mekiki.sig.evaluation;

import org.mekiki.sig.attribution.RowSet;

/**
 * A variant of the input x: the moved rows stand at b + α (x − b), or wherever they are given, all
 * others at x.
 *
 * @param moved the rows; none for x itself
 * @param alpha α, 0 for the baseline, 1 for the input
 * @param given where the moved rows stand; null for b + α (x − b)
 */
public record Variant(RowSet moved, double alpha, Rows given) {
  /** Rows that stand anywhere. */
  public interface Rows {
    /**
     * Writes the d values of a moved row; called by any thread.
     *
     * @param row number of the row
     * @param target takes the values
     * @param at where its first value goes
     */
    void write(int row, float[] target, int at);
  }

  /**
   * The moved rows stand at b + α (x − b).
   *
   * @param moved the rows
   * @param alpha α, 0 for the baseline, 1 for the input
   */
  public Variant(RowSet moved, double alpha) {
    this(moved, alpha, null);
  }

  /** The input itself. */
  public static final Variant INPUT = new Variant(RowSet.NONE, 1);

  /**
   * {@return x\S: the rows at their baseline}
   *
   * @param rows the rows S
   */
  public static Variant masked(RowSet rows) {
    return new Variant(rows, 0);
  }

  /**
   * {@return a variant whose moved rows stand where they are given}
   *
   * @param moved the moved rows
   * @param rows where they stand
   */
  public static Variant given(RowSet moved, Rows rows) {
    return new Variant(moved, Double.NaN, rows);
  }
}
