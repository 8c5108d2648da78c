package org.mekiki.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.MekikiReference;
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

/**
 * The step of {@code TrainingBenchmark} in PyTorch, called through DJL, but for its end: loss and
 * the gradients of all weights, without clipping and without the optimizer, which DJL would put
 * together of many small operators.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PyTorchTrainingBenchmark {
  /** Weights whose gradients are compared: of every kind one. */
  private static final List<String> CHECKED =
      List.of(
          "embeddings.word",
          "embeddings.position",
          "embeddings.norm.weight",
          "layers.0.query.weight",
          "layers.1.value.bias",
          "layers.2.inner.weight",
          "layers.3.outer_norm.bias",
          "head.out.weight");

  /** Texts and tokens of each, BxS. */
  @Param({"32x16", "64x16", "32x32"})
  private String input;

  /** Threads that PyTorch may use in an operator. */
  @Param({"2"})
  private int threads;

  private PeerInput peer;
  private NDManager manager;
  private TorchEncoder encoder;
  private NDArray tokens;
  private NDArray targets;

  /** Of the loss, which is a mean: an array for the reason given at the encoder's scale. */
  private NDArray share;

  /** For JMH. */
  public PyTorchTrainingBenchmark() {}

  /** Hands the weights over. */
  @Setup
  public void setUp() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    peer = PeerInput.of("embedded", input);
    manager = NDManager.newBaseManager("PyTorch");
    encoder = TorchEncoder.trained(peer, manager);
    tokens =
        manager.create(
            MekikiReference.trainingTokens(peer.batch(), peer.tokens()),
            new Shape(peer.batch(), peer.tokens()));
    targets =
        manager.create(MekikiReference.trainingTargets(peer.batch()), new Shape(peer.batch()));
    share = manager.create(1f / peer.batch());
    MekikiReference.checkTrainingLoss(peer.batch(), peer.tokens(), step());
    for (String weight : CHECKED) {
      MekikiReference.checkTrainingGradient(
          peer.batch(), peer.tokens(), weight, encoder.gradient(weight));
    }
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** Loss and gradients. */
  @Benchmark
  public float step() {
    try (NDManager call = manager.newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray ids = tokens.duplicate();
      ids.attach(call);
      NDArray logits = encoder.logitsOfTokens(ids);
      NDArray loss = logits.logSoftmax(-1).mul(targets.oneHot(2)).sum().neg().mul(share);
      collector.backward(loss);
      return loss.toFloatArray()[0];
    }
  }
}
