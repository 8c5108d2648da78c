package org.mekiki.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Measurement;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Makes measurements of what JMH returns. */
final class MeasuredResults {
  private MeasuredResults() {}

  static List<Measurement> of(Collection<RunResult> results, int vectorBits) {
    return results.stream().map(result -> of(result, vectorBits)).toList();
  }

  private static Measurement of(RunResult result, int vectorBits) {
    BenchmarkParams jmh = result.getParams();
    var values = new TreeMap<String, String>();
    for (String key : jmh.getParamsKeys()) {
      values.put(key, jmh.getParam(key));
    }
    var params = new Params(values, jmh.getThreads(), vectorBits);
    Suite.Entry entry = Suites.of(jmh);
    return new Measurement(
        entry.name(),
        values,
        jmh.getThreads(),
        params.threads(),
        forks(result),
        entry.work().apply(params),
        allocated(result));
  }

  private static List<List<Double>> forks(RunResult result) {
    List<List<Double>> forks = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      var iterations = new ArrayList<Double>();
      for (IterationResult iteration : fork.getIterationResults()) {
        iterations.add(seconds(iteration.getPrimaryResult(), fork.getParams()));
      }
      forks.add(iterations);
    }
    return forks;
  }

  private static double seconds(Result<?> result, BenchmarkParams params) {
    double perUnit = TimeUnit.NANOSECONDS.convert(1, params.getTimeUnit()) / 1e9;
    return switch (params.getMode()) {
      case AverageTime, SingleShotTime, SampleTime -> result.getScore() * perUnit;
      case Throughput -> params.getThreads() * perUnit / result.getScore();
      case All -> throw new IllegalStateException("results have one mode each");
    };
  }

  /** The median iteration: the last one also holds what the check afterwards allocates. */
  private static double allocated(RunResult result) {
    double[] sorted =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(iteration -> iteration.getSecondaryResults().get("gc.alloc.rate.norm"))
            .filter(norm -> norm != null && !Double.isNaN(norm.getScore()))
            .mapToDouble(norm -> norm.getScore())
            .sorted()
            .toArray();
    return sorted.length == 0 ? -1 : sorted[(sorted.length - 1) / 2];
  }
}
