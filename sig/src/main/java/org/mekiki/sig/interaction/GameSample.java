package org.mekiki.sig.interaction;

import java.util.BitSet;
import java.util.function.ToDoubleFunction;

/** A random estimate of an index of all sets of a game. */
interface GameSample {
  /**
   * The estimate; it asks for the same coalitions each time.
   *
   * @param v F of a coalition, which is asked during the call only
   */
  double[] of(ToDoubleFunction<BitSet> v);
}
