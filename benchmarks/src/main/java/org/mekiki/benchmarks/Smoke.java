package org.mekiki.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.mekiki.benchmarks.results.UsageException;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark once, at tiny sizes: do they run, and are their results right? */
final class Smoke {
  private Smoke() {}

  static void run(List<String> args) throws RunnerException {
    if (!args.isEmpty()) {
      throw new UsageException("smoke takes no options");
    }
    int measured = run(Suites.entries(), 1).size();
    System.out.println("smoke: " + measured + " benchmarks ran and gave the right results");
  }

  /**
   * Runs entries.
   *
   * @param forks 0 to run them in this Java machine
   */
  static List<RunResult> run(List<Suite.Entry> entries, int forks) throws RunnerException {
    var results = new ArrayList<RunResult>();
    for (Suite.Entry entry : entries) {
      var options =
          new OptionsBuilder()
              .include(
                  "^" + entry.type().getName().replace(".", "\\.") + "\\." + entry.method() + "$")
              .mode(Mode.SingleShotTime)
              .forks(forks)
              .warmupIterations(0)
              .measurementIterations(1)
              .measurementTime(TimeValue.NONE)
              .shouldFailOnError(true)
              .verbosity(VerboseMode.SILENT);
      for (String small : entry.small()) {
        int equals = small.indexOf('=');
        options.param(small.substring(0, equals), small.substring(equals + 1).split(",", -1));
      }
      Collection<RunResult> run = new Runner(options.build()).run();
      System.out.println("smoke: " + entry.name() + ", " + run.size());
      results.addAll(run);
    }
    return results;
  }
}
