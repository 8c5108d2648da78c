package org.mekiki.sig.attribution;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.tensor.Tensor;

/**
 * What a method found for the m tokens of one input, and for the words and phrases in it.
 *
 * <p>Notation as in the project's mathematics: F the explained scalar, x the input, x\i the input
 * with row i at its baseline.
 */
public interface Attribution {

  /** {@return the number of tokens m, added ones included} */
  int size();

  /**
   * {@return the attribution of token i in units of F; exactly 0 where fixed}
   *
   * @param i number of the token, 0 to m − 1
   */
  double raw(int i);

  /**
   * False for a token that could have been attributed and was not, to save passes: its numbers say
   * nothing.
   *
   * @param i number of the token, 0 to m − 1
   * @return whether there is something to say of it: true for a token that cannot move, whose
   *     attribution is 0 by definition
   */
  boolean explains(int i);

  /**
   * {@return whether {@link #explains(int)} says so of each of the rows}
   *
   * @param rows numbers of tokens
   */
  default boolean explains(RowSet rows) {
    return IntStream.range(0, rows.size()).allMatch(k -> explains(rows.row(k)));
  }

  /**
   * {@return {@link #raw} divided by the Euclidean norm over the sentence; 0 where the norm is 0}
   *
   * @param i number of the token, 0 to m − 1
   */
  double score(int i);

  /**
   * {@return what the scores can be held against: by default a sum where {@link #fBaseline} is
   * known, else the differences of the parts}
   */
  default Guarantee guarantee() {
    return fBaseline().isPresent() ? Guarantee.SUM : Guarantee.PARTS;
  }

  /**
   * {@return F(x), the explained scalar at the unmodified input; of a text in windows the mean over
   * them}
   */
  double fInput();

  /** {@return F with all movable rows at the baseline; empty for methods that never ask} */
  OptionalDouble fBaseline();

  /**
   * F(x\i); empty for methods without a path a word.
   *
   * @param i number of the token, 0 to m − 1
   * @return F with the token's row at its baseline; where it cannot move, F(x) or empty
   */
  OptionalDouble fMasked(int i);

  /**
   * Integration error of token i, raw(i) − (F(x) − F(x\i)); empty for methods without a path a
   * word.
   *
   * @param i number of the token, 0 to m − 1
   * @return the signed error in units of F
   */
  OptionalDouble delta(int i);

  /**
   * {@return the gradients that were evaluated for token i alone; 0 where fixed}
   *
   * @param i number of the token, 0 to m − 1
   */
  int nodes(int i);

  /**
   * {@return whether the errors of token i are within the tolerance; true where it is fixed}
   *
   * @param i number of the token, 0 to m − 1
   */
  boolean converged(int i);

  /**
   * Rows that were asked for as a word or phrase, or one that moves by itself.
   *
   * @param rows the token of a row that moves by itself, or all tokens of a word or phrase
   * @return what was found for them as a whole, under these numbers
   * @throws IllegalArgumentException for other rows
   */
  UnitAttribution unit(RowSet rows);

  /**
   * Error of the whole, Σ raw − (F(x) − F(baseline)) over the words, where their scores are to add
   * up to that. For methods that score features the tokens' add up to the same.
   *
   * @return the signed error in units of F; of a text in windows the largest of them; empty where
   *     scores need not add up
   */
  OptionalDouble totalDelta();

  /**
   * What the words' scores leave of F(x) − F(baseline) where they need not add up to it: what three
   * or more words do only together, and nothing else, where a score is the mean of {@link
   * BothEnds}.
   *
   * @return the signed remainder in units of F; empty for methods that do not know F(baseline), and
   *     where some words have no score
   */
  default OptionalDouble beyondPairs() {
    return OptionalDouble.empty();
  }

  /**
   * {@return the largest absolute integration error in units of F, of words and phrases too, and
   * {@link #totalDelta}}
   */
  double maxAbsDelta();

  /**
   * The largest absolute word score, by which errors are measured; where the largest of the tokens
   * is smaller, that one.
   *
   * @return that size in units of F, 0 or more
   */
  double largestScore();

  /** {@return whether all errors are within the tolerance, of tokens, words and phrases} */
  boolean converged();

  /** {@return whether there is a feature level: a method of forward passes alone has none} */
  boolean hasFeatures();

  /**
   * Attributions of all features: [m, d].
   *
   * @return one row a token; zeros where it is fixed or not explained
   * @throws UnsupportedOperationException where there are none, see {@link #hasFeatures}
   */
  Tensor features();

  /** {@return the passes evaluated, for all targets of the same run together} */
  PassCounts counts();
}
