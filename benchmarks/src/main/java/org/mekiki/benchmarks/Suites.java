package org.mekiki.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;

/** All suites of this jar. */
final class Suites {
  private Suites() {}

  static List<Suite.Entry> entries() {
    var all = new ArrayList<Suite.Entry>(new MekikiSuite().entries());
    peers().ifPresent(suite -> all.addAll(suite.entries()));
    return all;
  }

  /** Native peers, if the jar was built with their profile. */
  private static Optional<Suite> peers() {
    try {
      return Optional.of(
          Class.forName("org.mekiki.benchmarks.peers.PeerSuite")
              .asSubclass(Suite.class)
              .getConstructor()
              .newInstance());
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** The entry of a benchmark that JMH names in full. */
  static Suite.Entry of(BenchmarkParams params) {
    return entries().stream()
        .filter(
            entry -> params.getBenchmark().equals(entry.type().getName() + "." + entry.method()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(params.getBenchmark() + " is in no suite's list"));
  }

  /** Whether an expression of the user chooses any benchmark. */
  static boolean namesAny(String expression) {
    var pattern = java.util.regex.Pattern.compile(expression);
    return entries().stream()
        .map(entry -> entry.type().getName() + "." + entry.method())
        .anyMatch(name -> pattern.matcher(name).find());
  }

  /** Whether an expression of the user chooses one that measures a limit of the machine. */
  static boolean namesLimit(String expression) {
    var pattern = java.util.regex.Pattern.compile(expression);
    return entries().stream()
        .map(entry -> entry.type().getName() + "." + entry.method())
        .filter(name -> name.matches(limits() + ".*"))
        .anyMatch(name -> pattern.matcher(name).find());
  }

  /** A regular expression for the benchmarks that measure the machine's limits. */
  static String limits() {
    return "^"
        + FmaPeakBenchmark.class.getPackageName().replace(".", "\\.")
        + "\\.(FmaPeak|Bandwidth)Benchmark\\.";
  }
}
