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
 */
public record UnitAttribution(
    RowSet rows,
    double raw,
    List<Double> shares,
    Optional<Tensor> features,
    OptionalDouble fMasked,
    OptionalDouble delta,
    int nodes,
    boolean converged) {
  /** Copies. */
  public UnitAttribution {
    shares = List.copyOf(shares);
  }

  /**
   * Of integrated features, row after row.
   *
   * @param fMasked F(x\S) and {@code delta} its error, or both empty
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
        converged);
  }

  /** The same features with other sums over each row, and the sum of these as score. */
  public UnitAttribution withShares(List<Double> others) {
    double sum = others.stream().mapToDouble(share -> share).sum();
    return new UnitAttribution(rows, sum, others, features, fMasked, delta, nodes, converged);
  }

  /** The same under other numbers of its rows. */
  public UnitAttribution at(RowSet others) {
    return new UnitAttribution(others, raw, shares, features, fMasked, delta, nodes, converged);
  }

  /** Of a bare score, without a feature level. */
  public static UnitAttribution of(RowSet rows, double raw, boolean converged) {
    return new UnitAttribution(
        rows,
        raw,
        List.of(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        converged);
  }

  /** Of the exact score F(x) − F(x\S). */
  public static UnitAttribution exact(RowSet rows, double fInput, double fMasked) {
    return new UnitAttribution(
        rows,
        fInput - fMasked,
        List.of(),
        Optional.empty(),
        OptionalDouble.of(fMasked),
        OptionalDouble.of(0),
        0,
        true);
  }
}
