package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
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

/** A linear layer as the engine runs it: on a tape, cut into tasks for one thread or two. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LinearBenchmark {
  /** Rows, inputs and outputs, MxKxN. */
  @Param({"16x768x768", "24x768x3072", "32x3072x768", "128x768x3072", "1024x768x3072"})
  private String shape;

  /** Threads of the context. */
  @Param({"1", "2"})
  private int threads;

  private ProductShape sizes;
  private ComputeContext context;
  private Tape tape;
  private Tensor x;
  private Tensor cotangent;
  private float[] transposed;
  private LinearWeights weights;

  /** For JMH. */
  public LinearBenchmark() {}

  static Work work(Params params) {
    return ProductShape.parse(params.text("shape")).work();
  }

  static Work workWithGradient(Params params) {
    Work forward = work(params);
    return Work.of(2 * forward.flops(), 2 * forward.bytes());
  }

  /** Fills the matrices. */
  @Setup
  public void setUp() {
    sizes = ProductShape.parse(shape);
    context = ComputeContext.ownedPool(threads);
    tape = new Tape(context);
    x = tensor(RandomValues.normal(sizes.m() * sizes.k(), 1, 1), sizes.m(), sizes.k());
    cotangent = tensor(RandomValues.normal(sizes.m() * sizes.n(), 1, 3), sizes.m(), sizes.n());
    transposed = RandomValues.normal(sizes.n() * sizes.k(), 1, 2);
    weights =
        LinearWeights.constant(
            context.kernels(),
            tensor(transposed, sizes.n(), sizes.k()),
            Tensor.zeros(Shape.of(sizes.n())));
  }

  private static Tensor tensor(float[] values, int rows, int columns) {
    return Tensor.wrap(values, 0, Shape.of(rows, columns));
  }

  /** Checks both directions and ends the threads. */
  @TearDown
  public void check() {
    float[] w = new float[transposed.length];
    for (int j = 0; j < sizes.n(); j++) {
      for (int p = 0; p < sizes.k(); p++) {
        w[p * sizes.n() + j] = transposed[j * sizes.k() + p];
      }
    }
    ProductCheck.check(sizes, x.toArray(), w, forward().toArray());
    ProductCheck.check(
        new ProductShape(sizes.m(), sizes.n(), sizes.k()),
        cotangent.toArray(),
        transposed,
        forwardAndGradient().toArray());
    context.close();
  }

  /** y = x · Wᵀ + bias. */
  @Benchmark
  public Tensor forward() {
    tape.reset();
    return Ops.linear(tape.constant(x), weights).value();
  }

  /** The same, and dx = dy · W. */
  @Benchmark
  public Tensor forwardAndGradient() {
    tape.reset();
    Variable input = tape.input(x);
    return tape.backward(Ops.linear(input, weights), cotangent).of(input);
  }
}
