package org.mekiki.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** Text in columns, and numbers with three digits that say something. */
final class Columns {
  private Columns() {}

  /** First column to the left, all others to the right. */
  static String align(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    var out = new StringBuilder();
    for (String[] row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String space = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? row[i] + space : "  " + space + row[i]);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /** The same as a Markdown table. */
  static String markdown(List<String[]> rows) {
    var out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      out.append("| ").append(String.join(" | ", rows.get(r))).append(" |\n");
      if (r == 0) {
        out.append("|---|").append("--:|".repeat(rows.get(r).length - 1)).append('\n');
      }
    }
    return out.toString();
  }

  /** Seconds with a fitting unit. */
  static String time(double seconds) {
    if (seconds >= 1) {
      return number(seconds) + " s";
    }
    if (seconds >= 1e-3) {
      return number(seconds * 1e3) + " ms";
    }
    return seconds >= 1e-6 ? number(seconds * 1e6) + " µs" : number(seconds * 1e9) + " ns";
  }

  /** Three significant digits, without an exponent. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.max(0, 2 - digits) + "f", value);
  }

  /** A number at an axis, without needless zeros. */
  static String tick(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(2))
        .stripTrailingZeros()
        .toPlainString();
  }
}
