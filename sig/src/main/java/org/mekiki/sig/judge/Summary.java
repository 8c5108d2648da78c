package org.mekiki.sig.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mekiki.sig.statistics.Estimate;

/**
 * The findings of one examination over all its texts. Texts are taken in the order in which they
 * were added, so that the same findings give the same bits.
 */
public final class Summary {
  private final long seed;
  private final Map<String, Map<Measure, List<Double>>> values = new LinkedHashMap<>();
  private final Map<String, Map<Measure, List<Integer>>> texts = new LinkedHashMap<>();
  private final Map<String, Map<Measure, List<double[]>>> curves = new LinkedHashMap<>();
  private final Map<String, Integer> skipped = new LinkedHashMap<>();
  private final Map<List<Object>, Estimate> estimates = new HashMap<>();
  private int count;

  /**
   * A summary of nothing yet; the seed is that of the bootstrap.
   *
   * @param seed the same seed gives the same intervals
   */
  public Summary(long seed) {
    this.seed = seed;
  }

  /**
   * Adds what was found for the next text.
   *
   * @param findings numbers of that text, or why it was skipped
   */
  public void add(Findings findings) {
    int number = count++;
    findings.reason().ifPresent(reason -> skipped.merge(reason, 1, Integer::sum));
    findings
        .values()
        .forEach((row, measures) -> measures.forEach((m, value) -> add(row, m, value, number)));
    findings
        .curves()
        .forEach(
            (row, measures) ->
                measures.forEach((m, points) -> list(curves, row, m).add(points.clone())));
  }

  private void add(String row, Measure measure, double value, int number) {
    list(values, row, measure).add(value);
    list(texts, row, measure).add(number);
  }

  private static <T> List<T> list(
      Map<String, Map<Measure, List<T>>> lists, String row, Measure measure) {
    return lists
        .computeIfAbsent(row, _ -> new LinkedHashMap<>())
        .computeIfAbsent(measure, _ -> new ArrayList<>());
  }

  /** {@return the number of texts that were added, those that were skipped too} */
  public int count() {
    return count;
  }

  /** {@return the number of texts that were left out, by reason} */
  public Map<String, Integer> skipped() {
    return skipped;
  }

  /** {@return the rows, in the order in which they came} */
  public Collection<String> rows() {
    return values.keySet();
  }

  /** {@return all measures of some row, in the order in which they came} */
  public Set<Measure> measures() {
    var measures = new LinkedHashSet<Measure>();
    values.values().forEach(ofRow -> measures.addAll(ofRow.keySet()));
    return measures;
  }

  /**
   * {@return the mean over the texts that have this measure; empty where none has}
   *
   * @param row the method or control
   * @param measure what was measured
   */
  public Optional<Estimate> estimate(String row, Measure measure) {
    return estimate(List.of(row, measure), found(values, row, measure));
  }

  /** Estimates are asked for once a form of output. */
  private Optional<Estimate> estimate(List<Object> key, List<Double> found) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        estimates.computeIfAbsent(
            List.of(key, found.size()),
            _ -> Estimate.of(found.stream().mapToDouble(v -> v).toArray(), seed)));
  }

  /**
   * {@return the mean of {@code row} less {@code other} over the texts that have both; empty where
   * none has}
   *
   * @param row the method or control
   * @param other what it is compared with
   * @param measure what was measured
   */
  public Optional<Estimate> difference(String row, String other, Measure measure) {
    Map<Integer, Double> ofOther = new LinkedHashMap<>();
    List<Integer> numbers = found(texts, other, measure);
    for (int i = 0; i < numbers.size(); i++) {
      ofOther.put(numbers.get(i), found(values, other, measure).get(i));
    }
    var differences = new ArrayList<Double>();
    List<Integer> own = found(texts, row, measure);
    for (int i = 0; i < own.size(); i++) {
      Double there = ofOther.get(own.get(i));
      if (there != null) {
        differences.add(found(values, row, measure).get(i) - there);
      }
    }
    return estimate(List.of(row, other, measure), differences);
  }

  private static <T> List<T> found(
      Map<String, Map<Measure, List<T>>> lists, String row, Measure measure) {
    return lists.getOrDefault(row, Map.of()).getOrDefault(measure, List.of());
  }

  /**
   * {@return the rows that have a curve of this measure, in the order in which they came}
   *
   * @param measure what was measured
   */
  public List<String> rowsWithCurve(Measure measure) {
    return curves.keySet().stream().filter(row -> curves.get(row).containsKey(measure)).toList();
  }

  /**
   * {@return the mean curve with its interval at each point; without points where there is no
   * curve}
   *
   * @param row the method or control
   * @param measure what was measured
   */
  public List<Estimate> curve(String row, Measure measure) {
    List<double[]> found = found(curves, row, measure);
    var points = new ArrayList<Estimate>();
    for (int i = 0; !found.isEmpty() && i < found.getFirst().length; i++) {
      int point = i;
      List<Double> there = found.stream().map(curve -> curve[point]).toList();
      points.add(estimate(List.of(row, measure, "curve", i), there).orElseThrow());
    }
    return points;
  }
}
