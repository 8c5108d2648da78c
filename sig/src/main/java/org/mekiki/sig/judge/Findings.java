package org.mekiki.sig.judge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one examination found for one text: numbers by row, which is a method or a control, and
 * measure. In the order in which they were added.
 */
public final class Findings {
  private final Map<String, Map<Measure, Double>> values = new LinkedHashMap<>();
  private final Map<String, Map<Measure, double[]>> curves = new LinkedHashMap<>();
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private String skipped;

  /** Nothing yet. */
  public Findings() {}

  /**
   * Findings of nothing, and why.
   *
   * @param reason a few words, by which skipped texts are counted
   * @return findings without a number
   */
  public static Findings skipped(String reason) {
    var findings = new Findings();
    findings.skipped = reason;
    return findings;
  }

  /**
   * Adds a number; one that is not finite is no finding and left out.
   *
   * @param row the method or control
   * @param measure what was measured
   * @param value the number; NaN or infinite where there is none
   */
  public void put(String row, Measure measure, double value) {
    Map<Measure, Double> ofRow = values.computeIfAbsent(row, _ -> new LinkedHashMap<>());
    if (Double.isFinite(value)) {
      ofRow.put(measure, value);
    }
  }

  /** The same of a measure that is one number. */
  void put(String row, String name, double value) {
    put(row, Measure.of(name), value);
  }

  /**
   * Adds a curve.
   *
   * @param row the method or control
   * @param measure what was measured
   * @param points the curve's values, copied; as many for each text
   */
  public void putCurve(String row, Measure measure, double[] points) {
    curves.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(measure, points.clone());
  }

  /** Adds what a row took; kept apart, since it is another time in every run. */
  void putSeconds(String row, long nanos) {
    seconds.merge(row, nanos / 1e9, Double::sum);
  }

  /** {@return the numbers, by row and measure} */
  public Map<String, Map<Measure, Double>> values() {
    return values;
  }

  /** {@return the curves, by row and measure} */
  public Map<String, Map<Measure, double[]>> curves() {
    return curves;
  }

  /** {@return the seconds that each row took, which are other ones in every run} */
  public Map<String, Double> seconds() {
    return seconds;
  }

  /** {@return the reason why the text was left out; empty if it was not} */
  public Optional<String> reason() {
    return Optional.ofNullable(skipped);
  }
}
