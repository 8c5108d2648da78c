package org.mekiki.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.TaskModel;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelWriter;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.Task;

/** Models of every task: the encoder of the embedded one, with heads of random weights on top. */
public final class HeadModels {
  /** Name of the smallest labels that group into entities. */
  static final List<String> TAGS = List.of("O", "B-PER", "I-PER", "B-LOC");

  private HeadModels() {}

  /** The directory of a tiny GLiNER model, by its name. */
  public static Path gliner(String name) {
    return Path.of("..", "weights-converter", "src", "test", "gliner", name);
  }

  public static ModelContent tagger() throws IOException {
    return with(
        new HeadConfig(Task.TOKEN_CLASSIFICATION, TAGS.size()),
        TAGS,
        Map.of("head.out.weight", new int[] {TAGS.size(), 0}, "head.out.bias", sizes(TAGS.size())));
  }

  public static ModelContent answerer() throws IOException {
    return with(
        new HeadConfig(Task.QUESTION_ANSWERING, 2),
        List.of(),
        Map.of("head.out.weight", new int[] {2, 0}, "head.out.bias", sizes(2)));
  }

  public static ModelContent masked() throws IOException {
    int entries = vocabulary();
    return with(
        new HeadConfig(Task.MASKED_LM, entries, Map.of("tied", "true", "activation", "gelu")),
        List.of(),
        Map.of(
            "head.dense.weight", new int[] {0, 0},
            "head.dense.bias", new int[] {0},
            "head.norm.weight", new int[] {0},
            "head.norm.bias", new int[] {0},
            "head.decoder.bias", new int[] {entries}));
  }

  /** An encoder of sentences with these options. */
  public static ModelContent encoder(String pooling, String stages, boolean assumed)
      throws IOException {
    return with(
        new HeadConfig(
            Task.SENTENCE_EMBEDDING,
            width(),
            Map.of("pooling", pooling, "stages", stages, "pooling_assumed", "" + assumed)),
        List.of(),
        Map.of());
  }

  /** The embedded classifier as one of another problem type. */
  public static ModelContent classifier(String problem, List<String> labels) throws IOException {
    return with(
        new HeadConfig(
            Task.SEQUENCE_CLASSIFICATION, labels.size(), Map.of("problem_type", problem)),
        labels,
        Map.of(
            "head.dense.weight", new int[] {0, 0},
            "head.dense.bias", new int[] {0},
            "head.out.weight", new int[] {labels.size(), 0},
            "head.out.bias", new int[] {labels.size()}));
  }

  /** A recurrent classifier in both directions with the embedded model's tokenizer. */
  static ModelContent recurrent(String cell, String pooling) throws IOException {
    EncoderFamily family = EncoderFamilies.of(cell);
    EncoderConfig config =
        family.config(
            new ConfigValues(
                Map.of(
                    "vocab_size", "" + vocabulary(),
                    "embedding_size", "12",
                    "hidden_size", "9",
                    "num_layers", "2",
                    "bidirectional", "true")));
    List<String> labels = List.of("negative", "positive");
    var head =
        new HeadConfig(
            Task.SEQUENCE_CLASSIFICATION,
            labels.size(),
            Map.of("problem_type", "single_label_classification", "pooling", pooling));
    var specs = new ArrayList<>(family.weights(config));
    specs.addAll(EncoderFamilies.head(family, head).weights(config, head));
    var tensors = new ArrayList<StoredTensor>();
    for (WeightSpec spec : specs) {
      float[] values = random(spec.name(), spec.shape().size());
      for (int i = 0; i < values.length; i++) {
        values[i] *= 4; // gates that open and close
      }
      tensors.add(new StoredTensor(spec.name(), ElementType.F32, spec.shape(), () -> values));
    }
    tensors.sort(java.util.Comparator.comparing(StoredTensor::name));
    var configuration = config.toMap();
    configuration.putAll(head.toMap());
    return new ModelContent(configuration, labels, embedded().tokenizer(), tensors);
  }

  private static int[] sizes(int... sizes) {
    return sizes;
  }

  private static ModelContent embedded() throws IOException {
    try (InputStream in =
            HeadModels.class.getResourceAsStream("/org/mekiki/cli/sst2-small.mekiki");
        ModelFile file = ModelFile.of(in.readAllBytes(), "the embedded model")) {
      return file.content();
    }
  }

  private static int width() throws IOException {
    return Integer.parseInt(embedded().configuration().get("hidden_size"));
  }

  private static int vocabulary() throws IOException {
    return Integer.parseInt(embedded().configuration().get("vocabulary_size"));
  }

  /** Shapes have a 0 where the hidden size belongs. */
  private static ModelContent with(HeadConfig head, List<String> labels, Map<String, int[]> shapes)
      throws IOException {
    ModelContent embedded = embedded();
    var configuration = new LinkedHashMap<>(embedded.configuration());
    configuration.putAll(head.toMap());
    var tensors = new ArrayList<StoredTensor>();
    for (StoredTensor tensor : embedded.tensors()) {
      if (!tensor.name().startsWith("head.")) {
        tensors.add(tensor);
      }
    }
    int width = width();
    new java.util.TreeMap<>(shapes)
        .forEach(
            (name, dims) -> {
              int[] filled = java.util.Arrays.stream(dims).map(d -> d == 0 ? width : d).toArray();
              Shape shape = Shape.of(filled);
              float[] values = random(name, shape.size());
              tensors.add(new StoredTensor(name, ElementType.F32, shape, () -> values));
            });
    tensors.sort(java.util.Comparator.comparing(StoredTensor::name));
    return new ModelContent(configuration, labels, embedded.tokenizer(), tensors);
  }

  /** Large enough that answers differ well. */
  private static float[] random(String name, int size) {
    var random = new Random(name.hashCode());
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((name.contains("norm.weight") ? 1 : 0) + 0.15 * random.nextGaussian());
    }
    return values;
  }

  static TaskModel load(ModelContent content, ComputeContext context) throws IOException {
    try (ModelFile file = ModelFile.of(content)) {
      return TaskModel.of(file, context);
    }
  }

  /** Writes a model for the command. */
  public static String write(ModelContent content, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "model", ".mekiki");
    try (var out = Files.newOutputStream(file)) {
      ModelWriter.write(content, out);
    }
    return file.toString();
  }
}
