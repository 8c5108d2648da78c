package org.mekiki.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.Guarantee;
import org.mekiki.sig.attribution.PassCounts;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.attribution.UnitAttribution;
import org.mekiki.sig.attribution.Vectors;

/**
 * The attributions of the windows of a long text, put together: every token, word and phrase as its
 * own window has it, in units of F of that window.
 */
final class WindowedAttribution implements Attribution {
  private final Map<Integer, Attribution> windows;
  private final List<Place> tokens;
  private final Map<RowSet, Home> units;
  private final double norm;

  /**
   * Where a token was explained.
   *
   * @param window number of the window; −1 for an added token
   * @param token number of the token in it
   */
  record Place(int window, int token) {}

  /**
   * Where a word or phrase was explained.
   *
   * @param window number of the window
   * @param rows its tokens in the window
   */
  record Home(int window, RowSet rows) {}

  /**
   * Puts together.
   *
   * @param windows those that explain a token, by number
   * @param tokens the place of each token
   * @param units the place of each word and phrase, by its tokens in the whole text
   */
  WindowedAttribution(
      Map<Integer, Attribution> windows, List<Place> tokens, Map<RowSet, Home> units) {
    this.windows = windows;
    this.tokens = List.copyOf(tokens);
    this.units = units;
    double[] raw = new double[tokens.size()];
    Arrays.setAll(raw, this::raw);
    norm = Vectors.norm(raw, 0, raw.length);
  }

  private boolean added(int i) {
    return tokens.get(i).window() < 0;
  }

  private Attribution of(int i) {
    return windows.get(tokens.get(i).window());
  }

  private int local(int i) {
    return tokens.get(i).token();
  }

  private double largest(ToDoubleFunction<Attribution> value) {
    return windows.values().stream().mapToDouble(value).max().orElseThrow();
  }

  @Override
  public int size() {
    return tokens.size();
  }

  @Override
  public double raw(int i) {
    return added(i) ? 0 : of(i).raw(local(i));
  }

  @Override
  public boolean explains(int i) {
    return added(i) || of(i).explains(local(i));
  }

  @Override
  public double score(int i) {
    return norm == 0 ? 0 : raw(i) / norm;
  }

  @Override
  public Guarantee guarantee() {
    return windows.values().iterator().next().guarantee();
  }

  /** The mean over the windows. */
  @Override
  public double fInput() {
    return windows.values().stream().mapToDouble(Attribution::fInput).average().orElseThrow();
  }

  /** The mean over the windows, where each has one. */
  @Override
  public OptionalDouble fBaseline() {
    return windows.values().stream()
        .flatMapToDouble(window -> window.fBaseline().stream())
        .average();
  }

  @Override
  public OptionalDouble fMasked(int i) {
    if (added(i)) {
      return OptionalDouble.empty();
    }
    return of(i).fMasked(local(i));
  }

  @Override
  public OptionalDouble delta(int i) {
    return added(i) ? OptionalDouble.empty() : of(i).delta(local(i));
  }

  @Override
  public int nodes(int i) {
    return added(i) ? 0 : of(i).nodes(local(i));
  }

  @Override
  public boolean converged(int i) {
    return added(i) || of(i).converged(local(i));
  }

  @Override
  public UnitAttribution unit(RowSet rows) {
    Home home = units.get(rows);
    if (home == null && rows.size() == 1 && !added(rows.row(0))) {
      home = new Home(tokens.get(rows.row(0)).window(), RowSet.of(local(rows.row(0))));
    }
    if (home == null) {
      throw new IllegalArgumentException("rows " + rows + " were not attributed as a whole");
    }
    return windows.get(home.window()).unit(home.rows()).at(rows);
  }

  /** The largest of the windows, with its sign, where one path serves all of a window. */
  @Override
  public OptionalDouble totalDelta() {
    return windows.values().stream()
        .flatMapToDouble(window -> window.totalDelta().stream())
        .reduce((a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
  }

  @Override
  public double maxAbsDelta() {
    return largest(Attribution::maxAbsDelta);
  }

  @Override
  public double largestScore() {
    return largest(Attribution::largestScore);
  }

  @Override
  public boolean converged() {
    return windows.values().stream().allMatch(Attribution::converged);
  }

  @Override
  public boolean hasFeatures() {
    return windows.values().stream().allMatch(Attribution::hasFeatures);
  }

  @Override
  public Tensor features() {
    float[] rows = null;
    int width = 0;
    var ofWindow = new HashMap<Integer, List<Integer>>();
    for (int i = 0; i < size(); i++) {
      ofWindow.computeIfAbsent(tokens.get(i).window(), _ -> new ArrayList<>()).add(i);
    }
    for (Map.Entry<Integer, Attribution> window : windows.entrySet()) {
      Tensor features = window.getValue().features();
      width = features.shape().dim(1);
      rows = rows == null ? new float[size() * width] : rows;
      for (int i : ofWindow.getOrDefault(window.getKey(), List.of())) {
        System.arraycopy(
            features.array(), features.offset() + local(i) * width, rows, i * width, width);
      }
    }
    return Tensor.wrap(rows, 0, Shape.of(size(), width));
  }

  @Override
  public PassCounts counts() {
    return windows.values().stream()
        .map(Attribution::counts)
        .reduce(PassCounts.NONE, PassCounts::plus);
  }
}
