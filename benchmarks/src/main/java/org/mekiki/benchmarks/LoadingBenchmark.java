package org.mekiki.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mekiki.benchmarks.results.Work;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelWriter;
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

/** From a converted file, in the page cache already, to a classifier that can be used. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LoadingBenchmark {
  /** The embedded model, or BERT-base's sizes; the latter writes a file of 220 or 440 MB. */
  @Param({"embedded", "base"})
  private String model;

  /** How the weights are stored. */
  @Param({"f32", "f16"})
  private String type;

  /** Threads of the context. */
  @Param({"1", "2"})
  private int threads;

  private ComputeContext context;
  private Path file;
  private String sha256;
  private float expected;

  /** For JMH. */
  public LoadingBenchmark() {}

  static Work work(Params params) {
    EncoderConfig config = config(params.text("model"));
    double weights = 0;
    for (var spec : BenchmarkModel.specs(config)) {
      weights += spec.shape().size();
    }
    return new Work(0, weights * type(params.text("type")).bytes(), weights, "weights");
  }

  private static ElementType type(String name) {
    return ElementType.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** BERT-base with its whole word table. */
  private static EncoderConfig config(String model) {
    Map<String, String> sizes = BenchmarkModel.config(model).toMap();
    if (model.equals("base")) {
      sizes.put("vocabulary_size", "30522");
    }
    return EncoderConfig.fromMap(sizes);
  }

  /** Writes the file. */
  @Setup
  public void setUp() throws IOException {
    context = ComputeContext.ownedPool(threads);
    file = Files.createTempFile("benchmark", ".mekiki");
    ModelContent embedded = BenchmarkModel.embeddedFile().content();
    EncoderConfig config = config(model);
    Map<String, Tensor> random = model.equals("base") ? BenchmarkModel.randomWeights(config) : null;
    List<StoredTensor> tensors =
        random == null
            ? embedded.tensors().stream().map(this::asType).toList()
            : random.entrySet().stream().map(e -> stored(e.getKey(), e.getValue())).toList();
    var configuration = config.toMap();
    configuration.putAll(BenchmarkModel.HEAD.toMap());
    var content = new ModelContent(configuration, embedded.labels(), embedded.tokenizer(), tensors);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
      sha256 = ModelWriter.write(content, out);
    }
    StoredTensor words =
        tensors.stream().filter(t -> t.name().equals("embeddings.word")).findFirst().orElseThrow();
    float[] table = words.source().read();
    float stored = table[7];
    expected =
        type(type) == ElementType.F16 ? Float.float16ToFloat(Float.floatToFloat16(stored)) : stored;
  }

  private StoredTensor asType(StoredTensor tensor) {
    return new StoredTensor(tensor.name(), type(type), tensor.shape(), tensor.source());
  }

  private StoredTensor stored(String name, Tensor tensor) {
    return new StoredTensor(name, type(type), tensor.shape(), tensor::toArray);
  }

  /** Checks the identity of what was loaded and removes the file. */
  @TearDown
  public void check() throws IOException {
    Classifier loaded = load();
    Expect.that(loaded.sha256().equals(sha256), "another model was loaded than was written");
    try (ModelFile opened = ModelFile.open(file)) {
      for (StoredTensor tensor : opened.content().tensors()) {
        if (tensor.name().equals("embeddings.word")) {
          Expect.near("a weight", expected, tensor.source().read()[7], 0);
        }
      }
    }
    Files.delete(file);
    context.close();
  }

  /** Loads. */
  @Benchmark
  public Classifier load() throws IOException {
    return Classifier.load(file, context);
  }

  /** What loading is compared with: the file's bytes into an array. */
  @Benchmark
  public byte[] read() throws IOException {
    try (var arena = Arena.ofConfined();
        var channel = FileChannel.open(file)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return bytes.toArray(ValueLayout.JAVA_BYTE);
    }
  }
}
