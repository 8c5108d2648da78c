package org.mekiki.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mekiki.core.autodiff.Tape;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.model.VariantFunction;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.Encoder;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.RowRange;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.head.Head;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.Task;

/** An encoder with a head: {@code tiny}, {@code embedded}, or {@code base}, of BERT-base size. */
final class BenchmarkModel {
  private static final String RESOURCE = "/org/mekiki/cli/sst2-small.mekiki";

  /** Two classes. */
  static final HeadConfig HEAD = new HeadConfig(Task.SEQUENCE_CLASSIFICATION, 2);

  private final EncoderConfig config;
  private final Encoder encoder;
  private final Head head;
  private final Weights weights;

  private BenchmarkModel(EncoderConfig config, Weights weights) {
    this.config = config;
    this.weights = weights;
    this.encoder = new Encoder(config, weights);
    this.head = form(config).head(config, HEAD, weights);
  }

  static BenchmarkModel of(String name) {
    EncoderConfig config = config(name);
    return new BenchmarkModel(
        config,
        name.equals("embedded")
            ? embeddedWeights()
            : Weights.of(KernelSelection.current().kernels(), randomWeights(config)::get));
  }

  /** The same with the first layers only; shares the weights. */
  BenchmarkModel firstLayers(int layers) {
    Map<String, String> map = config.toMap();
    map.put("layers", Integer.toString(layers));
    return new BenchmarkModel(EncoderConfig.fromMap(map), weights);
  }

  /** The sizes of a model, without its weights. */
  static EncoderConfig config(String name) {
    return switch (name) {
      case "tiny" -> bert(64, 2, 2, 256);
      case "base" -> bert(768, 12, 12, 3072);
      case "embedded" -> {
        try (ModelFile file = embeddedFile()) {
          yield EncoderConfig.fromMap(file.configuration());
        }
      }
      default ->
          throw new IllegalArgumentException(
              "there is no model \"" + name + "\"; there are tiny, embedded and base");
    };
  }

  /** Rows of the word table are handed to the encoder, so its vocabulary can be small. */
  private static EncoderConfig bert(int hidden, int layers, int heads, int feedForward) {
    return EncoderConfig.of("bert")
        .vocabularySize(1000)
        .hiddenSize(hidden)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(feedForward)
        .activation(Activation.GELU)
        .epsilon(1e-12f)
        .positions(512)
        .types(2)
        .build();
  }

  static HeadForm form(EncoderConfig config) {
    return EncoderFamilies.head(EncoderFamilies.of(config.family()), HEAD.task());
  }

  /** All weights, the head's too. */
  static List<WeightSpec> specs(EncoderConfig config) {
    var specs = new ArrayList<>(EncoderFamilies.of(config.family()).weights(config));
    specs.addAll(form(config).weights(config, HEAD));
    return specs;
  }

  /** As BERT begins its training: deviation 0.02, norms 1 and 0. */
  static Map<String, Tensor> randomWeights(EncoderConfig config) {
    var made = new HashMap<String, Tensor>();
    long seed = 0;
    for (var spec : specs(config)) {
      float[] values = RandomValues.normal(spec.shape().size(), 0.02, ++seed);
      if (spec.name().contains("norm.weight")) {
        java.util.Arrays.fill(values, 1f);
      }
      made.put(spec.name(), Tensor.wrap(values, 0, spec.shape()));
    }
    return made;
  }

  private static Weights embeddedWeights() {
    var read = new HashMap<String, Tensor>();
    try (ModelFile file = embeddedFile()) {
      for (var tensor : file.content().tensors()) {
        read.put(tensor.name(), Tensor.wrap(tensor.source().read(), 0, tensor.shape()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Weights.of(KernelSelection.current().kernels(), read::get);
  }

  /** The embedded model's bytes, as they are in the jar. */
  static byte[] embeddedBytes() {
    try (InputStream in = BenchmarkModel.class.getResourceAsStream(RESOURCE)) {
      Expect.that(in != null, "the embedded model is not on the class path");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ModelFile embeddedFile() {
    try {
      return ModelFile.of(embeddedBytes(), "the embedded model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Classifier embeddedClassifier(ComputeContext context) {
    try (ModelFile file = embeddedFile()) {
      return Classifier.of(file, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EncoderConfig config() {
    return config;
  }

  Weights weights() {
    return weights;
  }

  /** Logits [B, C] of word-embedding rows [B, S, M]. */
  Variable logits(Tape tape, Operand rows) {
    return head.outputs(encoder.rows(tape, new int[rows.shape().dim(1)], rows, RowRange.FIRST));
  }

  /** The same for variants of one text. */
  Optional<VariantFunction> share(Tensor text) {
    return encoder
        .share(new int[text.shape().dim(0)], text, RowRange.FIRST, ComputeContext.sequential())
        .map(
            shared ->
                VariantFunction.after(
                    shared.multiplyAdds(),
                    (tape, places, rows) -> head.outputs(shared.rows(tape, places, rows))));
  }

  /** Random word-embedding rows. */
  Tensor rows(int batch, int tokens) {
    int size = batch * tokens * config.hiddenSize();
    return Tensor.wrap(
        RandomValues.normal(size, 0.02, 99), 0, Shape.of(batch, tokens, config.hiddenSize()));
  }
}
