package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.kernel.Kernels;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Kernels over rows: activations, softmax, layer norm and their derivatives, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RowKernelBenchmark {
  /** Which one. */
  @Param({
    "EXP",
    "TANH",
    "GELU",
    "GELU_TANH",
    "GELU_WITH_SLOPE",
    "SOFTMAX",
    "SOFTMAX_VJP",
    "LAYER_NORM",
    "LAYER_NORM_VJP",
    "ADD"
  })
  private String kernel;

  /** Rows and columns: attention scores of 12 heads, hidden rows, feed-forward rows; one odd. */
  @Param({"384x32", "32x768", "32x3072", "33x771"})
  private String size;

  /** Which kernels. */
  @Param({"auto", "scalar"})
  private String kernels;

  private RowKernel chosenKernel;
  private Kernels chosen;
  private Rows rows;

  /** For JMH. */
  public RowKernelBenchmark() {}

  static Work work(Params params) {
    String[] parts = params.text("size").split("x", -1);
    double elements = Double.parseDouble(parts[0]) * Double.parseDouble(parts[1]);
    int operands = RowKernel.valueOf(params.text("kernel")).operands();
    return new Work(0, Float.BYTES * elements * (1 + operands), elements, "elements");
  }

  /** Fills the rows. */
  @Setup
  public void setUp() {
    String[] parts = size.split("x", -1);
    chosenKernel = RowKernel.valueOf(kernel);
    chosen = KernelSelection.select(kernels).kernels();
    rows = Rows.random(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** Compares every 61st element of what was measured with double precision. */
  @TearDown
  public void check() {
    run();
    for (int i = 0; i < rows.size(); i += 61) {
      int row = i / rows.columns();
      int column = i % rows.columns();
      double expected = chosenKernel.expected(rows, row, column);
      Expect.near(kernel + " at element " + i, expected, rows.y()[i], 1e-5);
    }
  }

  /** The whole matrix. */
  @Benchmark
  public float[] run() {
    chosenKernel.run(chosen, rows);
    return rows.y();
  }
}
