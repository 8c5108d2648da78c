package org.mekiki.benchmarks.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.MekikiReference;
import org.mekiki.benchmarks.Params;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sequential Integrated Gradients as published implementations compute it, in PyTorch through DJL:
 * one token after the other, those that the tokenizer adds too; of each, all nodes in one batch,
 * forward and backward over all rows, of which one row is used. To stand beside {@code
 * IntegrationBenchmark} with two words fewer than tokens.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class ReferenceLoopBenchmark {
  /** Which model. */
  @Param({"base"})
  private String model;

  /** Tokens of the sentence. */
  @Param({"22"})
  private int tokens;

  /** Gauss–Legendre nodes a path. */
  @Param({"50"})
  private int steps;

  /** Threads that PyTorch may use in an operator. */
  @Param({"2"})
  private int threads;

  private MekikiReference reference;
  private NDManager manager;
  private TorchEncoder encoder;
  private float[] rows;
  private double[] nodes;
  private double[] weights;

  /** For JMH. */
  public ReferenceLoopBenchmark() {}

  /** All that is computed: every row of every variant, forward and backward. */
  public static Work work(Params params) {
    return MekikiReference.gradientWork(
        params.text("model"),
        params.integer("tokens") * params.integer("steps"),
        params.integer("tokens"));
  }

  /** Hands the weights over. */
  @Setup
  public void setUp() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    var peer = PeerInput.of(model, steps + "x" + tokens);
    reference = peer.reference();
    manager = NDManager.newBaseManager("PyTorch");
    encoder = new TorchEncoder(peer, manager);
    rows = reference.rows(1, tokens).toArray();
    nodes = MekikiReference.nodes(steps);
    weights = MekikiReference.nodeWeights(steps);
  }

  /** Compares with mekiki and frees everything. */
  @TearDown
  public void check() {
    reference.checkAttribution(tokens, steps, explain());
    manager.close();
  }

  /** Attributions [S, M] of the first class's logit, from rows of zeros. */
  @Benchmark
  public float[] explain() {
    int width = rows.length / tokens;
    float[] attributions = new float[rows.length];
    for (int token = 0; token < tokens; token++) {
      float[] gradient = gradient(variants(token, width), width);
      for (int j = 0; j < width; j++) {
        double sum = 0;
        for (int k = 0; k < steps; k++) {
          sum += weights[k] * gradient[(k * tokens + token) * width + j];
        }
        attributions[token * width + j] = (float) (sum * rows[token * width + j]);
      }
    }
    return attributions;
  }

  /** The sentence once a node, with one row on its way from zero. */
  private float[] variants(int token, int width) {
    float[] all = new float[steps * rows.length];
    for (int k = 0; k < steps; k++) {
      System.arraycopy(rows, 0, all, k * rows.length, rows.length);
      for (int j = 0; j < width; j++) {
        all[k * rows.length + token * width + j] = (float) (nodes[k] * rows[token * width + j]);
      }
    }
    return all;
  }

  private float[] gradient(float[] variants, int width) {
    try (NDManager call = manager.newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray x = call.create(variants, new Shape(steps, tokens, width));
      x.setRequiresGradient(true);
      collector.backward(encoder.logits(x).get(":, 0").sum());
      return x.getGradient().toFloatArray();
    }
  }
}
