package org.mekiki.sig;

import java.util.OptionalDouble;
import org.mekiki.core.tensor.Tensor;

/**
 * What a method found for the m tokens of one input; arrays are copies, one value a token.
 *
 * <p>Notation as in the project's mathematics: F the explained scalar, x the input, x\i the input
 * with row i at its baseline.
 */
public interface Attribution {

  /** Number of tokens m. */
  int size();

  /** Σ over features of the attribution of token i, in units of F; exactly 0 where fixed. */
  double raw(int i);

  /** {@link #raw} divided by the Euclidean norm over the sentence; 0 where the norm is 0. */
  double score(int i);

  /** F(x). */
  double fInput();

  /** F with all movable rows at the baseline; empty for methods with a path a word. */
  OptionalDouble fBaseline();

  /** F(x\i); empty for methods without a path a word. */
  OptionalDouble fMasked(int i);

  /**
   * Integration error of token i, raw(i) − (F(x) − F(x\i)); empty for methods without a path a
   * word.
   */
  OptionalDouble delta(int i);

  /** Integration error of the whole, Σ raw − (F(x) − F(baseline)), where one path serves all. */
  OptionalDouble totalDelta();

  /** The largest absolute integration error. */
  double maxAbsDelta();

  /** Attributions of all features: [m, d]. */
  Tensor features();

  /** Sentences evaluated. */
  PassCounts counts();
}
