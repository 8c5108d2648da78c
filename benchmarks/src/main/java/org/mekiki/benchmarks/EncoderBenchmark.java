package org.mekiki.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
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

/** A classifier from word-embedding rows to logits, and back to the gradient of the rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class EncoderBenchmark {
  /** Below this the whole model is compared with the scalar kernels, above only its first layer. */
  private static final double QUICK_FLOPS = 6e9;

  /** Which model. */
  @Param({"tiny", "embedded", "base"})
  private String model;

  /** Sentences and tokens of each, BxS. */
  @Param({"1x16", "1x32", "1x64", "1x128", "8x32", "8x128"})
  private String input;

  /** Threads of the context. */
  @Param({"2"})
  private int threads;

  private ComputeContext context;
  private Tape tape;
  private BenchmarkModel classifier;
  private Tensor rows;
  private Tape recording;
  private Tensor replayed;

  /** For JMH. */
  public EncoderBenchmark() {}

  private static EncoderWork count(Params params) {
    int[] size = size(params.text("input"));
    return new EncoderWork(BenchmarkModel.config(params.text("model")), size[0], size[1]);
  }

  static Work forwardWork(Params params) {
    return count(params).forward();
  }

  static Work gradientWork(Params params) {
    return count(params).gradient();
  }

  /** Batch and tokens. */
  static int[] size(String input) {
    return Arrays.stream(input.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** Makes the model and its input. */
  @Setup
  public void setUp() {
    context = ComputeContext.ownedPool(threads);
    tape = new Tape(context);
    classifier = BenchmarkModel.of(model);
    int[] size = size(input);
    rows = classifier.rows(size[0], size[1]);
  }

  /** Compares with the scalar kernels, and the batch with its first sentence alone. */
  @TearDown
  public void check() {
    int[] size = size(input);
    if (recording != null) {
      Expect.that(
          replayed.sameBits(gradient(tape, classifier, rows)), "the replay has another gradient");
    }
    Tensor alone = Tensor.wrap(rows.array(), 0, Shape.of(1, size[1], rows.shape().dim(2)));
    Tensor inBatch = logits(tape, classifier, rows);
    float[] first = Arrays.copyOf(inBatch.toArray(), BenchmarkModel.HEAD.labels());
    Expect.that(
        Arrays.equals(first, logits(tape, classifier, alone).toArray()),
        "the first sentence has other logits in the batch than alone");
    boolean quick = new EncoderWork(classifier.config(), 1, size[1]).forwardFlops() < QUICK_FLOPS;
    BenchmarkModel compared = quick ? classifier : classifier.firstLayers(1);
    var scalar = new Tape(context.withScalarKernels());
    Expect.near(
        "logits",
        logits(scalar, compared, alone).toArray(),
        logits(tape, compared, alone).toArray(),
        1e-4);
    Expect.near(
        "gradient",
        gradient(scalar, compared, alone).toArray(),
        gradient(tape, compared, alone).toArray(),
        1e-4);
    context.close();
  }

  private static Tensor logits(Tape on, BenchmarkModel model, Tensor rows) {
    on.reset();
    return model.logits(on, on.constant(rows)).value();
  }

  private static Tensor gradient(Tape on, BenchmarkModel model, Tensor rows) {
    on.reset();
    Variable x = on.input(rows);
    return on.backward(Ops.sum(Ops.select(model.logits(on, x), 1, 0))).of(x);
  }

  /** Logits. */
  @Benchmark
  public Tensor forward() {
    return logits(tape, classifier, rows);
  }

  /** Logits, and the gradient of the first class's logit with respect to the rows. */
  @Benchmark
  public Tensor forwardAndGradient() {
    return gradient(tape, classifier, rows);
  }

  /** The same as a recorded pass that is done again, as integration loops do. */
  @Benchmark
  public Tensor replayedGradient() {
    if (recording == null) {
      recording = Tape.recording(context);
      replayed = gradient(recording, classifier, rows);
    }
    recording.replay();
    return replayed;
  }
}
