package org.mekiki.benchmarks.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well the counted work explains the time of explanations: the time of a multiply-add, for
 * every length and number of steps, beside the middle of all of them.
 */
public final class CostReport {
  private static final String BENCHMARK = "IntegrationBenchmark.explain";

  private final RunResult run;

  /** A report of a run with explanations in it. */
  public CostReport(RunResult run) {
    this.run = run;
  }

  /** A table for each model, method and number of threads. */
  public String markdown() {
    Map<String, List<Measurement>> groups = new LinkedHashMap<>();
    for (Measurement m : run.measurements()) {
      if (m.benchmark().equals(BENCHMARK) && m.work().flops() > 0) {
        String name =
            "%s, %s, %d thread(s)"
                .formatted(m.param("model", "?"), m.param("method", "?"), m.threads());
        groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(m);
      }
    }
    if (groups.isEmpty()) {
      throw new UsageException("the file has no measurement of " + BENCHMARK);
    }
    var text = new StringBuilder();
    groups.forEach((name, some) -> text.append(name).append("\n\n").append(table(some)));
    return text.toString();
  }

  private static String table(List<Measurement> measurements) {
    double[] sorted = measurements.stream().mapToDouble(CostReport::nanos).sorted().toArray();
    double middle = Math.sqrt(sorted[0] * sorted[sorted.length - 1]);
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "words", "steps", "10⁶ multiply-adds", "ms", "ns a thousand", "off the middle"
        });
    for (Measurement m : measurements) {
      rows.add(
          new String[] {
            m.param("words", "?"),
            m.param("steps", "?"),
            String.format(Locale.ROOT, "%.0f", m.work().flops() / 2e6),
            String.format(Locale.ROOT, "%.1f", 1e3 * median(m)),
            String.format(Locale.ROOT, "%.2f", 1e3 * nanos(m)),
            String.format(Locale.ROOT, "%+.0f %%", 100 * (nanos(m) / middle - 1))
          });
    }
    return Columns.markdown(rows) + "\n";
  }

  /** Of one multiply-add. */
  private static double nanos(Measurement m) {
    return 1e9 * median(m) / (m.work().flops() / 2);
  }

  /** The median of all iterations: a single disturbed one moves it little. */
  private static double median(Measurement m) {
    double[] all = m.forks().stream().flatMap(List::stream).mapToDouble(v -> v).toArray();
    Arrays.sort(all);
    return all.length % 2 == 1
        ? all[all.length / 2]
        : (all[all.length / 2 - 1] + all[all.length / 2]) / 2;
  }
}
