package org.mekiki.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** GFLOP/s against arithmetic intensity, under what arithmetic and memory allow. */
final class Roofline {
  private Roofline() {}

  /** Measurements that can be placed. */
  static List<Measurement> points(RunResult run) {
    return run.measurements().stream()
        .filter(m -> m.gflops() > 0 && m.work().intensity() > 0)
        .toList();
  }

  static String picture(RunResult run) {
    List<Measurement> points = points(run);
    double lowest = points.stream().mapToDouble(Measurement::gflops).min().orElse(1);
    double highest = points.stream().mapToDouble(Measurement::gflops).max().orElse(1);
    double least = points.stream().mapToDouble(m -> m.work().intensity()).min().orElse(1);
    double most = points.stream().mapToDouble(m -> m.work().intensity()).max().orElse(1);
    List<Integer> limits =
        run.threadCounts().stream()
            .filter(threads -> points.stream().anyMatch(m -> m.threads() == threads))
            .toList();
    for (int threads : limits) {
      highest = Math.max(highest, run.peak(threads).orElse(0));
    }
    var x = Axis.logarithmic(least, most, Plot.LEFT, Plot.RIGHT);
    var y = Axis.logarithmic(lowest, highest, Plot.BOTTOM, Plot.TOP);
    var plot = new Plot(x, y, "arithmetic intensity, FLOP a byte", "GFLOP/s");
    for (int threads : limits) {
      limit(run, threads, x, y, plot);
    }
    for (Measurement m : points) {
      plot.mark(name(m), m.work().intensity(), m.gflops(), title(m));
    }
    return plot.picture(
        "Roofline, float32",
        run.environment().cpu() + "; points above the slope are served by caches");
  }

  /** min(peak, bandwidth · intensity), where the picture shows it. */
  private static void limit(RunResult run, int threads, Axis x, Axis y, Plot plot) {
    if (run.peak(threads).isEmpty()) {
      return;
    }
    double peak = run.peak(threads).getAsDouble();
    var corners = new TreeMap<Double, Double>();
    if (run.bandwidth(threads).isPresent()) {
      double bandwidth = run.bandwidth(threads).getAsDouble();
      double begin = Math.max(x.low(), y.low() / bandwidth);
      double ridge = peak / bandwidth;
      if (begin < ridge) {
        double corner = Math.min(ridge, x.high());
        corners.put(begin, begin * bandwidth);
        corners.put(corner, corner * bandwidth);
      }
    }
    corners.putIfAbsent(x.low(), Math.min(peak, corners.isEmpty() ? peak : y.low()));
    corners.putIfAbsent(x.high(), peak);
    plot.limit(
        threads == 1 ? "" : "dashed",
        threads == 1 ? "peak, 1 thread" : "peak, " + threads + " threads",
        corners);
  }

  private static String name(Measurement m) {
    String type = m.benchmark().substring(0, m.benchmark().indexOf('.'));
    String subject = type.replace("Benchmark", "").toLowerCase(Locale.ROOT);
    String engine = m.param("engine", m.param("model", ""));
    return subject
        + (engine.isEmpty() ? "" : " " + engine)
        + (m.threads() == 1 ? "" : ", " + m.threads() + " threads");
  }

  private static String title(Measurement m) {
    return m.key() + ": " + Columns.number(m.gflops()) + " GFLOP/s";
  }
}
