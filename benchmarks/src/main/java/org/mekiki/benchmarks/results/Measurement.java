package org.mekiki.benchmarks.results;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One benchmark with one set of parameters, as it was measured.
 *
 * @param benchmark class and method, {@code ProductBenchmark.product}
 * @param params parameters by name
 * @param callers JMH threads that run the operation at the same time
 * @param threads threads that compute
 * @param forks seconds an operation, one list a fork, one value an iteration
 * @param work of one operation
 * @param allocated bytes allocated an operation; negative if it was not measured
 */
public record Measurement(
    String benchmark,
    SortedMap<String, String> params,
    int callers,
    int threads,
    List<List<Double>> forks,
    Work work,
    double allocated) {
  /** Copies and checks that something was measured. */
  public Measurement {
    params = new TreeMap<>(params);
    forks = forks.stream().map(List::copyOf).toList();
    if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(benchmark + " has a fork without an iteration");
    }
  }

  /** What two files must have in common to be compared: name, parameters, callers. */
  public String key() {
    var text = new StringBuilder(benchmark);
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return callers == 1 ? text.toString() : text + " callers=" + callers;
  }

  /** A parameter, or the other value where there is none. */
  public String param(String name, String otherwise) {
    return params.getOrDefault(name, otherwise);
  }

  /** Mean seconds an operation: the mean of the forks' means. */
  public double seconds() {
    return forks.stream().mapToDouble(Measurement::mean).average().orElseThrow();
  }

  /** Seconds an operation in the fastest iteration. */
  public double bestSeconds() {
    return forks.stream().flatMap(List::stream).min(Double::compare).orElseThrow();
  }

  /** The slowest fork's mean over the fastest's, minus 1. */
  public double forkSpread() {
    double slowest = forks.stream().mapToDouble(Measurement::mean).max().orElseThrow();
    double fastest = forks.stream().mapToDouble(Measurement::mean).min().orElseThrow();
    return slowest / fastest - 1;
  }

  /** 10⁹ floating-point operations a second, of all callers together; 0 if they are not counted. */
  public double gflops() {
    return work.flops() * callers / seconds() / 1e9;
  }

  /** 10⁹ bytes a second, of all callers together. */
  public double gigabytesPerSecond() {
    return work.bytes() * callers / seconds() / 1e9;
  }

  /** Items a second, of all callers together. */
  public double itemsPerSecond() {
    return work.items() * callers / seconds();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
