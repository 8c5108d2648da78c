package org.mekiki.benchmarks;

import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.autodiff.Gradients;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
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

/** Attention with softmax, 12 heads of 64, one sentence: forward, and with all three gradients. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AttentionBenchmark {
  private static final int HEADS = 12;
  private static final int HIDDEN = 64 * HEADS;

  /** Tokens of the sentence. */
  @Param({"16", "31", "32", "64", "96", "128"})
  private int tokens;

  /** Threads of the context. */
  @Param({"1", "2"})
  private int threads;

  private ComputeContext context;
  private Tape tape;
  private Tensor q;
  private Tensor k;
  private Tensor v;
  private Tensor cotangent;

  /** For JMH. */
  public AttentionBenchmark() {}

  static Work forwardWork(Params params) {
    double s = params.integer("tokens");
    return new Work(4 * s * s * HIDDEN, 4 * 4 * s * HIDDEN, s, "tokens");
  }

  /** Forward: QKᵀ and PV; backward: dV, dP, dQ, dK. */
  static Work gradientWork(Params params) {
    Work forward = forwardWork(params);
    return new Work(3 * forward.flops(), 2 * forward.bytes(), forward.items(), forward.item());
  }

  /** Fills the operands. */
  @Setup
  public void setUp() {
    context = ComputeContext.ownedPool(threads);
    tape = new Tape(context);
    q = rows(1);
    k = rows(2);
    v = rows(3);
    cotangent = rows(4);
  }

  private Tensor rows(long seed) {
    return Tensor.wrap(
        RandomValues.normal(tokens * HIDDEN, 1, seed), 0, Shape.of(1, tokens, HIDDEN));
  }

  /** Compares with the scalar kernels and ends the threads. */
  @TearDown
  public void check() {
    var scalar = new Tape(context.withScalarKernels());
    Expect.near("attention", forward(scalar).toArray(), forward(tape).toArray(), 1e-5);
    for (int operand = 0; operand < 3; operand++) {
      Expect.near(
          "gradient of operand " + operand,
          gradient(scalar, operand).toArray(),
          gradient(tape, operand).toArray(),
          1e-5);
    }
    context.close();
  }

  private Tensor forward(Tape on) {
    on.reset();
    return Ops.attention(on.constant(q), k, v, HEADS).value();
  }

  private Tensor gradient(Tape on, int operand) {
    on.reset();
    Variable[] inputs = {on.input(q), on.input(k), on.input(v)};
    Variable mixed = Ops.attention(inputs[0], inputs[1], inputs[2], HEADS);
    Gradients gradients = on.backward(mixed, cotangent);
    return gradients.of(inputs[operand]);
  }

  /** softmax(Q Kᵀ / √D) V. */
  @Benchmark
  public Tensor forward() {
    return forward(tape);
  }

  /** The same, and the gradients of Q, K and V. */
  @Benchmark
  public Tensor forwardAndGradient() {
    return gradient(tape, 0);
  }
}
