package org.mekiki.weights.converter;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelWriter;
import org.mekiki.transformer.file.WholeFile;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;

/** Hugging Face directory to converted model. */
public final class Converter {
  private static final int NAMED_PROBLEMS = 10;

  /** What names of heads' tensors begin with that may stand beside those that are used. */
  private static final List<String> LANGUAGE_MODELS =
      List.of(
          "cls.",
          "lm_head.",
          "lm_predictions.",
          "mask_predictions.",
          "vocab_",
          "predictions.",
          "sop_classifier.",
          "generator_",
          "discriminator_");

  /** What names of heads' tensors begin with that another head does not use. */
  private static final List<String> OTHER_HEADS =
      List.of("classifier.", "pre_classifier.", "qa_outputs.", "head.", "decoder.");

  private Converter() {}

  /**
   * Converts into a file, which is written whole or not at all.
   *
   * @param directory with config.json, weights and tokenizer
   * @param target is replaced if it exists
   * @param type how numbers are stored; empty keeps half precision and stores the rest as f32
   */
  public static void convert(Path directory, Path target, Optional<ElementType> type)
      throws IOException {
    SentenceDirectory layout = layout(directory);
    try (CheckpointWeights weights = open(layout)) {
      ModelContent content = content(layout, weights, type);
      WholeFile.write(target, out -> ModelWriter.write(content, out));
    }
  }

  /** Converts in memory. */
  public static ModelFile inMemory(Path directory) throws IOException {
    SentenceDirectory layout = layout(directory);
    try (CheckpointWeights weights = open(layout)) {
      ModelContent content = content(layout, weights, Optional.empty());
      var loaded = new ArrayList<StoredTensor>();
      for (StoredTensor tensor : content.tensors()) {
        float[] values = tensor.source().read();
        loaded.add(new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), () -> values));
      }
      return ModelFile.of(
          new ModelContent(content.configuration(), content.labels(), content.tokenizer(), loaded));
    }
  }

  /** The tokenizer of a directory, of whose other files none is needed. */
  public static Tokenizer tokenizer(Path directory) throws IOException {
    return TokenizerReader.read(layout(directory).encoder());
  }

  private static SentenceDirectory layout(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConversionException(directory + " is no directory");
    }
    return SentenceDirectory.of(directory);
  }

  private static CheckpointWeights open(SentenceDirectory layout) throws IOException {
    CheckpointWeights weights = CheckpointWeights.open(layout.encoder());
    try {
      for (Map.Entry<String, Path> module : layout.weights().entrySet()) {
        weights.addModule(module.getValue(), module.getKey());
      }
      return weights;
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private static ModelContent content(
      SentenceDirectory layout, CheckpointWeights weights, Optional<ElementType> type)
      throws IOException {
    Path directory = layout.encoder();
    Map<String, String> flat = JsonFile.flatten(JsonFile.read(directory.resolve("config.json")));
    flat.putAll(layout.configuration());
    Map<String, Shape> shapes = weights.shapes();
    try {
      var values = new ConfigValues(flat);
      EncoderFamily family = EncoderFamilies.of(values.text("model_type"));
      HeadForm form = EncoderFamilies.head(family, values);
      EncoderConfig config = family.config(values);
      HeadConfig head = EncoderFamilies.config(family, form, values, shapes);
      var configuration = config.toMap();
      configuration.putAll(head.toMap());
      var specs = new ArrayList<>(family.weights(config));
      specs.addAll(form.weights(config, head));
      return new ModelContent(
          configuration,
          head.task().hasNamedLabels() ? labels(flat, head.labels()) : List.of(),
          tokenizer(directory, config),
          tensors(specs, shapes, weights, type, name -> family.ignores(config, name)));
    } catch (UnsupportedModelException e) {
      throw new ConversionException(directory + ": " + e.getMessage(), e);
    }
  }

  private static byte[] tokenizer(Path directory, EncoderConfig config) throws IOException {
    Tokenizer tokenizer = TokenizerReader.read(directory);
    if (tokenizer.vocabularySize() > config.vocabularySize()) {
      throw new ConversionException(
          "%s: the tokenizer has %d tokens, the embedding table %d rows"
              .formatted(directory, tokenizer.vocabularySize(), config.vocabularySize()));
    }
    var bytes = new ByteArrayOutputStream();
    tokenizer.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static List<String> labels(Map<String, String> config, int count) {
    var labels = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      labels.add(config.getOrDefault("id2label." + i, "LABEL_" + i));
    }
    return labels;
  }

  /** Matches what the family needs with what the checkpoint has; names all that does not fit. */
  private static List<StoredTensor> tensors(
      List<WeightSpec> specs,
      Map<String, Shape> shapes,
      CheckpointWeights weights,
      Optional<ElementType> type,
      Predicate<String> unused)
      throws ConversionException {
    var problems = new ArrayList<String>();
    var surplus = new LinkedHashMap<>(shapes);
    var tensors = new ArrayList<StoredTensor>();
    for (WeightSpec spec : specs) {
      if (spec.checkpointNames().isEmpty()) {
        float[] zeros = new float[spec.shape().size()];
        tensors.add(
            new StoredTensor(spec.name(), type.orElse(ElementType.F32), spec.shape(), () -> zeros));
        continue;
      }
      Optional<String> name =
          spec.checkpointNames().stream().filter(shapes::containsKey).findFirst();
      if (name.isEmpty()) {
        problems.add("\"%s\" is missing".formatted(spec.checkpointNames().getFirst()));
        continue;
      }
      surplus.remove(name.get());
      Shape shape = shapes.get(name.get());
      if (!spec.fits(shape)) {
        problems.add(
            "\"%s\" has shape %s, needs %s".formatted(name.get(), shape, spec.checkpointShape()));
        continue;
      }
      tensors.add(
          new StoredTensor(
              spec.name(),
              type.orElse(weights.naturalType(name.get())),
              spec.shape(),
              () -> spec.of(weights.read(name.get()))));
    }
    List<String> ignorable = ignorable(specs);
    surplus.keySet().removeIf(name -> isIgnorable(name, ignorable) || unused.test(name));
    surplus.keySet().forEach(name -> problems.add("\"%s\" is not expected".formatted(name)));
    if (!problems.isEmpty()) {
      throw new ConversionException("the weights do not fit: " + listed(problems));
    }
    tensors.sort(Comparator.comparing(StoredTensor::name));
    return tensors;
  }

  /** Buffers that older versions saved, and parts of heads that the model does not use. */
  private static boolean isIgnorable(String name, List<String> heads) {
    return name.endsWith("position_ids")
        || name.endsWith("token_type_ids")
        || name.startsWith("pooler.")
        || name.contains(".pooler.")
        || heads.stream().anyMatch(name::startsWith);
  }

  /** What is left of a head that is used is no part of another one, but for language models. */
  private static List<String> ignorable(List<WeightSpec> specs) {
    var prefixes = new ArrayList<>(LANGUAGE_MODELS);
    OTHER_HEADS.stream()
        .filter(
            prefix ->
                specs.stream()
                    .flatMap(spec -> spec.checkpointNames().stream())
                    .noneMatch(name -> name.startsWith(prefix)))
        .forEach(prefixes::add);
    return prefixes;
  }

  private static String listed(List<String> problems) {
    String shown =
        String.join("; ", problems.subList(0, Math.min(NAMED_PROBLEMS, problems.size())));
    int more = problems.size() - NAMED_PROBLEMS;
    return more > 0 ? shown + "; and " + more + " more" : shown;
  }
}
