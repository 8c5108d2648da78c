package org.mekiki.sig.attribution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** Attribution made of its units. */
public final class MeasuredAttribution implements Attribution {
  private final AttributionInput input;
  private final double[] raw;
  private final double norm;
  private final Map<RowSet, UnitAttribution> units;
  private final Whole whole;

  /** Whether F with the rows of each unit at their baseline is known. */
  private final boolean masks;

  /**
   * What the units have in common.
   *
   * @param fInput F(x)
   * @param fBaseline F with all rows at the baseline, where one path serves all
   * @param largestScore the size that errors are measured by
   * @param counts sentences evaluated
   * @param guarantee what the scores can be held against
   */
  public record Whole(
      double fInput,
      OptionalDouble fBaseline,
      double largestScore,
      PassCounts counts,
      Guarantee guarantee) {
    /**
     * Of a method with a path: one for all rows where F(baseline) is given, else one a unit.
     *
     * @param fInput F(x)
     * @param fBaseline F with all rows at the baseline, where one path serves all
     * @param largestScore the size that errors are measured by
     * @param counts sentences evaluated
     */
    public Whole(double fInput, OptionalDouble fBaseline, double largestScore, PassCounts counts) {
      this(
          fInput,
          fBaseline,
          largestScore,
          counts,
          fBaseline.isPresent() ? Guarantee.SUM : Guarantee.PARTS);
    }
  }

  /**
   * An attribution of its units.
   *
   * @param input rows and units
   * @param units what was found, one for each of {@link AttributionInput#units}
   * @param whole what they have in common
   */
  public MeasuredAttribution(AttributionInput input, List<UnitAttribution> units, Whole whole) {
    this.input = input;
    this.units =
        units.stream().collect(Collectors.toMap(UnitAttribution::rows, Function.identity()));
    this.whole = whole;
    masks = units.stream().anyMatch(unit -> unit.fMasked().isPresent());
    raw = new double[input.size()];
    for (RowSet single : input.singles()) {
      raw[single.row(0)] = token(single.row(0)).raw();
    }
    norm = Vectors.norm(raw, 0, raw.length);
  }

  private UnitAttribution token(int row) {
    return units.get(RowSet.of(row));
  }

  @Override
  public int size() {
    return raw.length;
  }

  @Override
  public double raw(int i) {
    return raw[i];
  }

  @Override
  public double score(int i) {
    return norm == 0 ? 0 : raw[i] / norm;
  }

  @Override
  public double fInput() {
    return whole.fInput();
  }

  @Override
  public OptionalDouble fBaseline() {
    return whole.fBaseline();
  }

  @Override
  public OptionalDouble fMasked(int i) {
    return ofToken(i, UnitAttribution::fMasked, fInput());
  }

  @Override
  public OptionalDouble delta(int i) {
    return ofToken(i, UnitAttribution::delta, 0);
  }

  private OptionalDouble ofToken(
      int i, Function<UnitAttribution, OptionalDouble> value, double whereFixed) {
    if (!masks || !explains(i)) {
      return OptionalDouble.empty();
    }
    return input.moves(i) ? value.apply(token(i)) : OptionalDouble.of(whereFixed);
  }

  @Override
  public Guarantee guarantee() {
    return whole.guarantee();
  }

  @Override
  public boolean explains(int i) {
    return !input.moves(i) || input.scores(i);
  }

  @Override
  public int nodes(int i) {
    return input.scores(i) ? token(i).nodes() : 0;
  }

  @Override
  public boolean converged(int i) {
    return !input.scores(i) || token(i).converged();
  }

  @Override
  public UnitAttribution unit(RowSet rows) {
    UnitAttribution unit = units.get(rows);
    if (unit == null) {
      throw new IllegalArgumentException("rows " + rows + " were not attributed as a whole");
    }
    return unit;
  }

  @Override
  public OptionalDouble totalDelta() {
    return fBaseline().isEmpty() || guarantee() == Guarantee.PARTS
        ? OptionalDouble.empty()
        : OptionalDouble.of(sumOfWords() - (fInput() - fBaseline().getAsDouble()));
  }

  @Override
  public OptionalDouble beyondPairs() {
    boolean parts = guarantee() == Guarantee.PARTS && input.unscored().size() == 0;
    return fBaseline().isEmpty() || !parts
        ? OptionalDouble.empty()
        : OptionalDouble.of(fInput() - fBaseline().getAsDouble() - sumOfWords());
  }

  private double sumOfWords() {
    return input.words().stream().mapToDouble(word -> units.get(word).raw()).sum();
  }

  @Override
  public double maxAbsDelta() {
    return units.values().stream()
        .mapToDouble(unit -> Math.abs(unit.delta().orElse(0)))
        .reduce(Math.abs(totalDelta().orElse(0)), Math::max);
  }

  @Override
  public double largestScore() {
    return whole.largestScore();
  }

  @Override
  public boolean converged() {
    return units.values().stream().allMatch(UnitAttribution::converged);
  }

  @Override
  public boolean hasFeatures() {
    return units.values().stream().allMatch(unit -> unit.features().isPresent());
  }

  @Override
  public Tensor features() {
    float[] rows = new float[input.rows().size()];
    for (RowSet single : input.singles()) {
      int row = single.row(0);
      Optional<Tensor> features = token(row).features();
      if (features.isEmpty()) {
        throw new UnsupportedOperationException(
            "these scores have no feature level; use a method of gradients that has one");
      }
      Tensor tensor = features.orElseThrow();
      System.arraycopy(tensor.array(), tensor.offset(), rows, row * input.width(), input.width());
    }
    return Tensor.wrap(rows, 0, Shape.of(input.size(), input.width()));
  }

  @Override
  public PassCounts counts() {
    return whole.counts();
  }
}
