package org.mekiki.benchmarks.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A run as a table: time, work done, share of the peak, allocation. */
public final class ResultTable {
  private ResultTable() {}

  /** For the terminal. */
  public static String text(RunResult run) {
    return limits(run) + "\n" + (run.measurements().isEmpty() ? "" : Columns.align(rows(run)));
  }

  /** For a page. */
  public static String markdown(RunResult run) {
    return limits(run) + "\n" + (run.measurements().isEmpty() ? "" : Columns.markdown(rows(run)));
  }

  private static List<String[]> rows(RunResult run) {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "benchmark", "time", "between forks", "GFLOP/s", "of peak", "rate", "allocated"
        });
    run.measurements().forEach(m -> rows.add(row(run, m)));
    return rows;
  }

  private static String[] row(RunResult run, Measurement m) {
    return new String[] {
      m.key(),
      Columns.time(m.seconds()),
      m.forks().size() == 1 ? "" : percent(m.forkSpread()),
      m.work().flops() == 0 ? "" : Columns.number(m.gflops()),
      run.shareOfPeak(m).stream().mapToObj(ResultTable::percent).findFirst().orElse(""),
      rate(m),
      m.allocated() < 0 ? "" : bytes(m.allocated())
    };
  }

  private static String rate(Measurement m) {
    if (m.work().items() > 0) {
      return grouped(m.itemsPerSecond()) + " " + m.work().item() + "/s";
    }
    return m.work().flops() == 0 && m.work().bytes() > 0
        ? Columns.number(m.gigabytesPerSecond()) + " GB/s"
        : "";
  }

  private static String grouped(double value) {
    return value >= 1e6
        ? Columns.number(value / 1e6) + " M"
        : value >= 1e4 ? Columns.number(value / 1e3) + " k" : Columns.number(value);
  }

  private static String bytes(double count) {
    if (count < 1) {
      return "0 B";
    }
    return count >= 1 << 20
        ? Columns.number(count / (1 << 20)) + " MiB"
        : count >= 1 << 10 ? Columns.number(count / (1 << 10)) + " KiB" : Math.round(count) + " B";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** What the machine can do, and whether it kept quiet. */
  private static String limits(RunResult run) {
    var out = new StringBuilder(run.environment().describe()).append('\n');
    for (int threads : run.threadCounts()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%d thread(s): FMA peak %s GFLOP/s, memory %s GB/s\n",
              threads,
              value(run.peak(threads)),
              value(run.bandwidth(threads))));
    }
    run.peakDrift()
        .ifPresent(
            drift ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "the peak moved by %.1f %% from before to after%s\n",
                        100 * drift,
                        drift > RunResult.QUIET ? ": the machine was not quiet" : "")));
    return out.toString();
  }

  private static String value(OptionalDouble value) {
    return value.isPresent() ? Columns.number(value.getAsDouble()) : "unknown";
  }
}
