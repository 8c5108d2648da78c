package org.mekiki.core.ops;

import org.mekiki.core.autodiff.Variable;

/** The gates of a recurrent cell, which stand side by side in a row. */
final class Gates {
  private Gates() {}

  /**
   * One of them, [N, M].
   *
   * @param gates all, [N, count · M]
   * @param number from 0
   */
  static Variable of(Variable gates, int count, int number) {
    int m = gates.shape().dim(1) / count;
    return Ops.slice(gates, 1, number * m, (number + 1) * m);
  }
}
