package org.mekiki.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Two runs side by side, as text. */
public final class ComparisonReport {
  private final RunResult first;
  private final RunResult second;

  /** Of two runs; the ratios say how much faster the second is. */
  public ComparisonReport(RunResult first, RunResult second) {
    this.first = first;
    this.second = second;
  }

  /** The report. */
  public String text() {
    var out = new StringBuilder();
    out.append("A  ").append(first.environment().describe()).append('\n');
    out.append("B  ").append(second.environment().describe()).append('\n');
    warnings().forEach(warning -> out.append("!  ").append(warning).append('\n'));
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"benchmark", "A", "B", "speed B/A", "95 % interval", "verdict"});
    for (Measurement a : first.measurements()) {
      second.find(a.key()).ifPresent(b -> rows.add(row(a, b)));
    }
    out.append('\n').append(rows.size() == 1 ? "Nothing in common.\n" : Columns.align(rows));
    appendMissing(out, "A", first, second);
    appendMissing(out, "B", second, first);
    return out.toString();
  }

  private static String[] row(Measurement a, Measurement b) {
    SpeedRatio ratio = SpeedRatio.of(a, b);
    return new String[] {
      a.key(),
      Columns.time(a.seconds()),
      Columns.time(b.seconds()),
      String.format(Locale.ROOT, "%.3f", ratio.ratio()),
      String.format(Locale.ROOT, "%.3f … %.3f", ratio.low(), ratio.high()),
      switch (ratio.verdict()) {
        case FASTER -> "B faster";
        case SLOWER -> "B slower";
        case NOISE -> "noise";
        case TOO_FEW_FORKS -> "cannot tell: fewer than 3 forks";
      }
    };
  }

  /** Reasons to doubt the ratios. */
  private List<String> warnings() {
    var warnings = new ArrayList<String>();
    differs("processor", first.environment().cpu(), second.environment().cpu(), warnings);
    differs("JDK", first.environment().jdk(), second.environment().jdk(), warnings);
    differs(
        "flags",
        first.environment().flags().toString(),
        second.environment().flags().toString(),
        warnings);
    differs("kernels", first.environment().kernels(), second.environment().kernels(), warnings);
    differs(
        "tile and block size",
        first.environment().blockSizes(),
        second.environment().blockSizes(),
        warnings);
    for (int threads : first.threadCounts()) {
      OptionalDouble a = first.peak(threads);
      OptionalDouble b = second.peak(threads);
      if (a.isPresent() && b.isPresent() && moved(a.getAsDouble(), b.getAsDouble())) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "the FMA peak of %d thread(s) differs: %.0f and %.0f GFLOP/s; compare shares of"
                    + " peak, not times",
                threads,
                a.getAsDouble(),
                b.getAsDouble()));
      }
    }
    restless("A", first, warnings);
    restless("B", second, warnings);
    return warnings;
  }

  private static boolean moved(double a, double b) {
    return Math.max(a, b) / Math.min(a, b) - 1 > RunResult.QUIET;
  }

  private static void restless(String name, RunResult run, List<String> warnings) {
    OptionalDouble drift = run.peakDrift();
    if (drift.isPresent() && drift.getAsDouble() > RunResult.QUIET) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the FMA peak moved by %.0f %% during run %s: the machine was not quiet",
              100 * drift.getAsDouble(),
              name));
    }
  }

  private static void differs(String what, String a, String b, List<String> warnings) {
    if (!a.equals(b)) {
      warnings.add("the %s differs: %s and %s".formatted(what, a, b));
    }
  }

  private static void appendMissing(
      StringBuilder out, String name, RunResult run, RunResult other) {
    for (Measurement m : run.measurements()) {
      if (other.find(m.key()).isEmpty()) {
        out.append("only in ").append(name).append(": ").append(m.key()).append('\n');
      }
    }
  }
}
