package org.mekiki.benchmarks;

import java.util.Arrays;
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
import org.openjdk.jmh.infra.ThreadParams;

/** How fast memory can be read: a sum over an array that no cache holds, each thread its part. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2500m"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class BandwidthBenchmark {
  private static final float VALUE = 0.5f;

  /** Size of the array; twice the last-level cache at least says something of memory. */
  @Param({"1024"})
  private int mebibytes;

  private float[] values;

  /** For JMH. */
  public BandwidthBenchmark() {}

  /** The part of one thread. */
  @State(Scope.Thread)
  public static class Part {
    private int from;
    private int to;

    /** For JMH. */
    public Part() {}

    /** Cuts the array and checks the part's sum. */
    @Setup
    public void cut(ThreadParams thread, BandwidthBenchmark benchmark) {
      long size = benchmark.values.length;
      from = (int) (size * thread.getThreadIndex() / thread.getThreadCount());
      to = (int) (size * (thread.getThreadIndex() + 1) / thread.getThreadCount());
      Expect.near("mean", VALUE, benchmark.read(this) / (to - from), 1e-6);
    }
  }

  static Work work(Params params) {
    return new Work(
        0, (double) ((long) params.integer("mebibytes") << 20) / params.callers(), 0, "");
  }

  /** Fills the array with a value whose sums are exact. */
  @Setup
  public void fill() {
    values = new float[mebibytes << 18];
    Arrays.fill(values, VALUE);
  }

  /** Reads a part once. */
  @Benchmark
  public double read(Part part) {
    return StreamSum.sum(values, part.from, part.to);
  }
}
