package org.mekiki.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

/** The encoder of {@code EncoderBenchmark} in ONNX Runtime: the same weights, the same rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class OnnxRuntimeBenchmark {
  /** Which model. */
  @Param({"base"})
  private String model;

  /** Sentences and tokens of each, BxS. */
  @Param({"1x16", "1x32", "1x64", "1x128", "8x32", "8x128"})
  private String input;

  /** Threads of the session. */
  @Param({"2"})
  private int threads;

  private PeerInput peer;
  private OrtEnvironment environment;
  private OrtSession session;
  private OnnxTensor rows;

  /** For JMH. */
  public OnnxRuntimeBenchmark() {}

  /** Writes the model, opens it, and removes the file. */
  @Setup
  public void setUp() throws IOException, OrtException {
    peer = PeerInput.of(model, input);
    environment = OrtEnvironment.getEnvironment();
    Path file = Files.createTempFile("benchmark", ".onnx");
    try (var options = new OrtSession.SessionOptions()) {
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        OnnxEncoder.model(peer.config(), peer.weights(), peer.batch(), peer.tokens()).writeTo(out);
      }
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(file.toString(), options);
    } finally {
      Files.delete(file);
    }
    rows =
        OnnxTensor.createTensor(environment, FloatBuffer.wrap(peer.rows().toArray()), peer.shape());
  }

  /** Compares with mekiki and closes the session. */
  @TearDown
  public void check() throws OrtException {
    peer.reference().checkLogits(peer.rows(), forward());
    rows.close();
    session.close();
  }

  /** Logits. */
  @Benchmark
  public float[] forward() throws OrtException {
    try (OrtSession.Result result = session.run(Map.of("rows", rows))) {
      FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[logits.remaining()];
      logits.get(values);
      return values;
    }
  }
}
