package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The most multiply-adds a second that Java code gets out of this processor. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FmaPeakBenchmark {
  private static final int STEPS = 10_000;

  /** Chains side by side; the better one is the peak. */
  @Param({"12", "24"})
  private int chains;

  private int stride = 1;

  private float factor = 0.03f;

  private float addend = 0.05f;

  /** For JMH. */
  public FmaPeakBenchmark() {}

  static Work work(Params params) {
    int lanes = params.vectorBits() / Float.SIZE;
    return Work.of(2.0 * params.integer("chains") * lanes * STEPS, 0);
  }

  /** Checks the sum of the chains. */
  @Setup
  public void check() {
    Expect.near(
        "sum of the chains", FmaChains.expected(chains, STEPS, factor, addend), fma(), 1e-4);
  }

  /** All chains. */
  @Benchmark
  public float fma() {
    return chains == 12
        ? FmaChains.twelve(STEPS, stride, factor, addend)
        : FmaChains.twentyFour(STEPS, stride, factor, addend);
  }

  /** {@return the sums of all loops, run once for whoever looks at their code} */
  public static float runChains() {
    return FmaChains.twelve(STEPS, 1, 0.03f, 0.05f) + FmaChains.twentyFour(STEPS, 1, 0.03f, 0.05f);
  }
}
