package org.mekiki.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.runtime.ComputeContext;
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

/** A training step of the embedded model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingBenchmark {
  /** Texts and tokens of each, BxS. */
  @Param({"32x16", "64x16", "32x32"})
  private String input;

  /** Rate of dropout. */
  @Param({"0", "0.1"})
  private double dropout;

  /** Threads of the context. */
  @Param({"2"})
  private int threads;

  private ComputeContext context;
  private TrainingStep step;

  /** For JMH. */
  public TrainingBenchmark() {}

  /** Three times the forward pass: back to rows, and back to weights. */
  static Work work(Params params) {
    int[] size = EncoderBenchmark.size(params.text("input"));
    var count = new EncoderWork(BenchmarkModel.config("embedded"), size[0], size[1]);
    return new Work(
        count.forwardFlops() + 2 * count.backwardFlops(), 0, (double) size[0] * size[1], "tokens");
  }

  /** Makes the model and its texts. */
  @Setup
  public void setUp() throws IOException {
    context = ComputeContext.ownedPool(threads);
    int[] size = EncoderBenchmark.size(input);
    step = new TrainingStep(size[0], size[1], dropout, context);
  }

  /** Compares a loss with that of the scalar kernels, and frees everything. */
  @TearDown
  public void check() throws IOException {
    double first = new TrainingStep(8, 16, 0, context).run();
    double again =
        new TrainingStep(8, 16, 0, ComputeContext.sequential().withScalarKernels()).run();
    Expect.near("loss", new float[] {(float) again}, new float[] {(float) first}, 1e-4);
    context.close();
  }

  /** Loss, gradients of all weights, clipping, and AdamW. */
  @Benchmark
  public double step() {
    return step.run();
  }
}
