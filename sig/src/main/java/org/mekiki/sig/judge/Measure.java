package org.mekiki.sig.judge;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a number of an examination is: {@code log-odds}, or {@code log-odds@20} where a metric is
 * taken at several points.
 *
 * @param name of what is measured, without an {@code @}
 * @param point where it is taken: a share of the tokens in per cent, a number of nodes; empty for a
 *     number of its own or the mean over all points
 */
public record Measure(String name, OptionalInt point) {
  private static final char AT = '@';

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the name holds an {@code @}
   */
  public Measure {
    if (name.indexOf(AT) >= 0) {
      throw new IllegalArgumentException("a measure's name holds no @, got " + name);
    }
  }

  /**
   * {@return a measure that is one number}
   *
   * @param name of what is measured
   */
  public static Measure of(String name) {
    return new Measure(name, OptionalInt.empty());
  }

  /**
   * {@return the measure of a metric as a whole}
   *
   * @param metric the metric
   */
  public static Measure of(FaithfulnessMetric metric) {
    return of(metric.label());
  }

  /**
   * {@return the same at a point}
   *
   * @param at a share of the tokens in per cent, a number of nodes
   */
  public Measure at(int at) {
    return new Measure(name, OptionalInt.of(at));
  }

  /** {@return the name as outputs write it: {@code log-odds@20}} */
  public String key() {
    return point.isPresent() ? name + AT + point.getAsInt() : name;
  }

  /**
   * {@return the measure of a key}
   *
   * @param key what {@link #key()} gave
   * @throws IllegalArgumentException if it is none: no number follows the {@code @}
   */
  public static Measure parse(String key) {
    int at = key.indexOf(AT);
    if (at < 0) {
      return of(key);
    }
    String point = key.substring(at + 1);
    if (!point.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("a number follows the @ of a measure, got " + key);
    }
    return of(key.substring(0, at)).at(Integer.parseInt(point));
  }

  /**
   * {@return the metric that this is of, built in or from another jar; empty where it is none's}
   */
  public Optional<FaithfulnessMetric> metric() {
    return Metrics.find(name);
  }
}
