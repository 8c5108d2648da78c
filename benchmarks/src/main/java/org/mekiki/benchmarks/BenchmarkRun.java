package org.mekiki.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.mekiki.benchmarks.results.Measurement;
import org.mekiki.benchmarks.results.RunResult;
import org.mekiki.benchmarks.results.UsageException;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** One run: the machine's limits, the asked-for benchmarks, the limits again. */
final class BenchmarkRun {
  private final CommandLineOptions options;
  private Probe probe;
  private BenchmarkParams example;

  BenchmarkRun(CommandLineOptions options) {
    this.options = options;
  }

  RunResult run() throws RunnerException, IOException {
    List<String> chosen = options.getIncludes();
    if (!chosen.isEmpty() && chosen.stream().noneMatch(Suites::namesAny)) {
      throw new UsageException(
          "no benchmark matches \"" + String.join(" ", chosen) + "\"; -l lists them");
    }
    List<Measurement> before = limits();
    BenchmarkParams limit = example;
    example = null;
    List<Measurement> suites = suites();
    example = example == null ? limit : example;
    List<Measurement> after = suites.isEmpty() ? List.of() : limits();
    return new RunResult(
        RunResult.FORMAT,
        Surroundings.describe(
            example.getJdkVersion() + " (" + example.getVmVersion() + ")",
            example.getVmName(),
            List.copyOf(example.getJvmArgs()),
            probe.kernels(),
            probe.blockSizes()),
        suites,
        before,
        after);
  }

  private List<Measurement> suites() throws RunnerException, IOException {
    var chosen = new OptionsBuilder().parent(options).shouldFailOnError(true);
    chosen.exclude(Suites.limits());
    chosen.addProfiler(GCProfiler.class);
    try {
      return measured(new Runner(chosen.build()).run());
    } catch (NoBenchmarksException e) {
      if (probe != null && options.getIncludes().stream().anyMatch(Suites::namesLimit)) {
        return List.of();
      }
      throw e;
    }
  }

  /** Peak and bandwidth for every number of threads that the run may use. */
  private List<Measurement> limits() throws RunnerException, IOException {
    var counts = new TreeSet<Integer>(List.of(1, 2));
    if (options.getParameter("threads").hasValue()) {
      options.getParameter("threads").get().forEach(text -> counts.add(threads(text)));
    }
    if (options.getThreads().hasValue() && options.getThreads().get() > 0) {
      counts.add(options.getThreads().get());
    }
    var all = new ArrayList<Measurement>();
    for (int threads : counts) {
      var limits =
          new OptionsBuilder()
              .parent(options)
              .include(Suites.limits())
              // What the user included is included here too, and has to go.
              .exclude("^(?!" + Suites.limits() + ")")
              .shouldFailOnError(true)
              .threads(threads)
              .forks(Math.min(1, options.getForkCount().orElse(1)));
      try {
        all.addAll(measured(new Runner(limits.build()).run()));
      } catch (NoBenchmarksException e) {
        // The user excluded them: there will be no shares of a peak.
        return List.of();
      }
    }
    return all;
  }

  private static int threads(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new UsageException("-p threads needs whole numbers from 1 on, not \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private List<Measurement> measured(Collection<org.openjdk.jmh.results.RunResult> results)
      throws IOException {
    if (example == null) {
      example = results.iterator().next().getParams();
    }
    if (probe == null) {
      probe = Probe.with(List.copyOf(example.getJvmArgs()));
    }
    return MeasuredResults.of(results, probe.vectorBits());
  }
}
