package org.mekiki.sig.attribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/**
 * What was found for rows that are attributed as a whole: a token, a word, a phrase.
 *
 * @param rows the rows
 * @param raw score in units of F
 * @param shares what each row has of it, in the rows' order; they add up to it. Empty for methods
 *     that do not integrate
 * @param features attribution of every feature, [rows, d]; empty where shares are
 * @param fMasked F(x\S); empty for methods without a path of its own for each unit
 * @param delta integration error raw − (F(x) − F(x\S)); empty where {@code fMasked} is
 * @param nodes gradients evaluated on its path, not counting the input's, which all paths share
 * @param converged whether its errors are within the tolerance
 * @param ends what it does in the full and in the masked text; empty for methods that do not look
 *     at both
 * @param margin half of the score's 95 % interval, in units of F; 0 where chance had no part in it,
 *     empty for methods that estimate none
 */
public record UnitAttribution(
    RowSet rows,
    double raw,
    List<Double> shares,
    Optional<Tensor> features,
    OptionalDouble fMasked,
    OptionalDouble delta,
    int nodes,
    boolean converged,
    Optional<BothEnds> ends,
    OptionalDouble margin) {
  /** Copies. */
  public UnitAttribution {
    shares = List.copyOf(shares);
  }

  /**
   * Of integrated features.
   *
   * @param rows the rows
   * @param features row after row, their number times d values
   * @param fMasked F(x\S) where {@code delta} is its error; empty where that is
   * @param delta raw − (F(x) − F(x\S)); empty where {@code fMasked} is
   * @param nodes gradients evaluated on its path, not counting the input's
   * @param converged whether its errors are within the tolerance
   * @return the unit, whose score is the sum of the features
   */
  public static UnitAttribution of(
      RowSet rows,
      double[] features,
      OptionalDouble fMasked,
      OptionalDouble delta,
      int nodes,
      boolean converged) {
    int width = features.length / rows.size();
    float[] rounded = new float[features.length];
    for (int j = 0; j < rounded.length; j++) {
      rounded[j] = (float) features[j];
    }
    return new UnitAttribution(
        rows,
        Vectors.sum(features),
        IntStream.range(0, rows.size())
            .mapToObj(k -> Vectors.sum(features, k * width, (k + 1) * width))
            .toList(),
        Optional.of(Tensor.wrap(rounded, 0, Shape.of(rows.size(), width))),
        fMasked,
        delta,
        nodes,
        converged,
        Optional.empty(),
        OptionalDouble.empty());
  }

  /**
   * {@return the same features with other sums over each row, and the sum of these as score}
   *
   * @param others one sum a row
   */
  public UnitAttribution withShares(List<Double> others) {
    double sum = others.stream().mapToDouble(share -> share).sum();
    return new UnitAttribution(
        rows, sum, others, features, fMasked, delta, nodes, converged, ends, margin);
  }

  /**
   * {@return the same under other numbers of its rows}
   *
   * @param others as many rows
   */
  public UnitAttribution at(RowSet others) {
    return new UnitAttribution(
        others, raw, shares, features, fMasked, delta, nodes, converged, ends, margin);
  }

  /**
   * {@return the same, held against another tolerance}
   *
   * @param within whether its errors are within it
   */
  public UnitAttribution withConverged(boolean within) {
    return new UnitAttribution(
        rows, raw, shares, features, fMasked, delta, nodes, within, ends, margin);
  }

  /**
   * {@return the same with an interval}
   *
   * @param half half of the 95 % interval, in units of F
   */
  public UnitAttribution withMargin(double half) {
    return new UnitAttribution(
        rows,
        raw,
        shares,
        features,
        fMasked,
        delta,
        nodes,
        converged,
        ends,
        OptionalDouble.of(half));
  }

  /**
   * {@return a bare score, without a feature level}
   *
   * @param rows the rows
   * @param raw score in units of F
   * @param converged whether its errors are within the tolerance
   */
  public static UnitAttribution of(RowSet rows, double raw, boolean converged) {
    return new UnitAttribution(
        rows,
        raw,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        converged,
        Optional.empty(),
        OptionalDouble.empty());
  }

  /**
   * {@return the exact score F(x) − F(x\S)}
   *
   * @param rows the rows S
   * @param fInput F(x)
   * @param fMasked F(x\S)
   */
  public static UnitAttribution exact(RowSet rows, double fInput, double fMasked) {
    return new UnitAttribution(
        rows,
        fInput - fMasked,
        List.of(),
        Optional.empty(),
        OptionalDouble.of(fMasked),
        OptionalDouble.of(0),
        0,
        true,
        Optional.empty(),
        OptionalDouble.empty());
  }
}
