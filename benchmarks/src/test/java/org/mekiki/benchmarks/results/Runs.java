package org.mekiki.benchmarks.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Made-up results for tests. */
public final class Runs {
  private Runs() {}

  /** A measurement of 2·10⁹ operations on 10⁹ bytes. */
  public static Measurement measurement(
      String benchmark, Map<String, String> params, int threads, List<List<Double>> forks) {
    return new Measurement(
        benchmark, new TreeMap<>(params), 1, threads, forks, new Work(2e9, 1e9, 32, "tokens"), 16);
  }

  /** A run on a machine with a peak of {@code gflops} on one thread and 10 GB/s. */
  public static RunResult run(double gflops, Measurement... measurements) {
    return run(gflops, gflops, measurements);
  }

  /** A run in which the peak moved. */
  public static RunResult run(double before, double after, Measurement... measurements) {
    var environment =
        new Environment(
            "2026-01-01",
            "abc",
            "A & B <CPU>",
            2,
            0,
            0,
            "os",
            "",
            "25",
            "vm",
            List.of(),
            "vector-256",
            "6x2,384,192: 16 vector registers");
    return new RunResult(
        RunResult.FORMAT, environment, List.of(measurements), limits(before), limits(after));
  }

  private static List<Measurement> limits(double gflops) {
    return List.of(
        limit("FmaPeakBenchmark.fma", Work.of(gflops * 1e9, 0)),
        limit("BandwidthBenchmark.read", Work.of(0, 10e9)));
  }

  private static Measurement limit(String name, Work work) {
    return new Measurement(name, new TreeMap<>(), 1, 1, List.of(List.of(1.0)), work, -1);
  }
}
