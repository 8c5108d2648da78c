package org.mekiki.cli.web;

import java.util.Locale;

/** Numbers in Prometheus' text format 0.0.4. */
final class PrometheusText {
  private final StringBuilder out = new StringBuilder(4096);

  /** A number that has no labels. */
  void single(String name, String type, String help, Number value) {
    head(name, type, help);
    sample(name, "", value);
  }

  /** What the samples of a name mean; they follow. */
  void head(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /**
   * One number.
   *
   * @param labels such as {@code path="/"}, or empty
   */
  void sample(String name, String labels, Number value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  static String number(Number value) {
    return value instanceof Double
        ? String.format(Locale.ROOT, "%.6g", value.doubleValue())
        : Long.toString(value.longValue());
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
