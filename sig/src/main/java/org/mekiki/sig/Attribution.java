package org.mekiki.sig;

import java.util.OptionalDouble;
import org.mekiki.core.tensor.Tensor;

/**
 * What a method found for the m tokens of one input, and for the words and phrases in it.
 *
 * <p>Notation as in the project's mathematics: F the explained scalar, x the input, x\i the input
 * with row i at its baseline.
 */
public interface Attribution {

  /** Number of tokens m. */
  int size();

  /** Attribution of token i in units of F; exactly 0 where fixed. */
  double raw(int i);

  /**
   * False for a token that could have been attributed and was not, to save passes: its numbers say
   * nothing.
   */
  boolean explains(int i);

  /** {@link #raw} divided by the Euclidean norm over the sentence; 0 where the norm is 0. */
  double score(int i);

  /** What the scores can be held against. */
  default Guarantee guarantee() {
    return fBaseline().isPresent() ? Guarantee.SUM : Guarantee.PARTS;
  }

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

  /** Gradients evaluated for token i alone; 0 where fixed. */
  int nodes(int i);

  /** Whether the errors of token i are within the tolerance. */
  boolean converged(int i);

  /**
   * Rows that were asked for as a word or phrase, or one that moves by itself.
   *
   * @throws IllegalArgumentException for other rows
   */
  UnitAttribution unit(RowSet rows);

  /**
   * Error of the whole, Σ raw − (F(x) − F(baseline)) over the words, where their scores are to add
   * up to that. For methods that score features the tokens' add up to the same.
   */
  OptionalDouble totalDelta();

  /** The largest absolute integration error, of words and phrases too. */
  double maxAbsDelta();

  /**
   * The largest absolute word score, by which errors are measured; where the largest of the tokens
   * is smaller, that one.
   */
  double largestScore();

  /** Whether all errors are within the tolerance. */
  boolean converged();

  /** Whether there is a feature level: a method of forward passes alone has none. */
  boolean hasFeatures();

  /**
   * Attributions of all features: [m, d].
   *
   * @throws UnsupportedOperationException where there are none, see {@link #hasFeatures}
   */
  Tensor features();

  /** Sentences evaluated, for all targets of the same run together. */
  PassCounts counts();
}
