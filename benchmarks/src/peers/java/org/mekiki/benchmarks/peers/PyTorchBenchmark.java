package org.mekiki.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.concurrent.TimeUnit;
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

/** The encoder of {@code EncoderBenchmark} in PyTorch, called through DJL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PyTorchBenchmark {
  /** Which model. */
  @Param({"base"})
  private String model;

  /** Sentences and tokens of each, BxS. */
  @Param({"1x16", "1x32", "1x64", "1x128", "8x32", "8x128"})
  private String input;

  /** Threads that PyTorch may use in an operator. */
  @Param({"2"})
  private int threads;

  private PeerInput peer;
  private NDManager manager;
  private TorchEncoder encoder;
  private NDArray rows;

  /** For JMH. */
  public PyTorchBenchmark() {}

  /** Hands the weights over. */
  @Setup
  public void setUp() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    peer = PeerInput.of(model, input);
    manager = NDManager.newBaseManager("PyTorch");
    encoder = new TorchEncoder(peer, manager);
    rows = manager.create(peer.rows().toArray(), new Shape(peer.shape()));
    forward();
  }

  /** Compares with mekiki and frees everything. */
  @TearDown
  public void check() {
    peer.reference().checkLogits(peer.rows(), forward());
    peer.reference().checkGradient(peer.rows(), forwardAndGradient());
    manager.close();
  }

  /** Logits. */
  @Benchmark
  public float[] forward() {
    try (NDManager call = manager.newSubManager()) {
      NDArray x = rows.duplicate();
      x.attach(call);
      return encoder.logits(x).toFloatArray();
    }
  }

  /** Logits, and the gradient of the first class's logit with respect to the rows. */
  @Benchmark
  public float[] forwardAndGradient() {
    try (NDManager call = manager.newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray x = rows.duplicate();
      x.attach(call);
      x.setRequiresGradient(true);
      collector.backward(encoder.logits(x).get(":, 0").sum());
      return x.getGradient().toFloatArray();
    }
  }
}
