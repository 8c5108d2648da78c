package org.mekiki.weights.converter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.mekiki.transformer.ModelDesign;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.entity.EntityForm;
import org.mekiki.transformer.entity.EntityOptions;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.WholeDirectory;
import org.mekiki.transformer.file.WholeFile;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.SentenceClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.head.SentenceModule;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.SpecialTokens;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.safetensors.SafetensorsWriter;
import org.mekiki.weights.converter.tokenizer.TokenizerWriter;

/**
 * Model to Hugging Face directory: the inverse of {@link Converter}. Converted again, the directory
 * is the same model, number by number.
 */
public final class Exporter {
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String PRETRAINING = "ForPreTraining";

  private final ModelFile file;
  private final EncoderConfig config;
  private final HeadConfig head;
  private final EncoderFamily family;
  private final HeadForm form;
  private final Tokenizer tokenizer;

  private Exporter(ModelFile file) throws IOException {
    this.file = file;
    config = EncoderConfig.fromMap(file.configuration());
    head = HeadConfig.fromMap(file.configuration());
    family = EncoderFamilies.of(config.family());
    form = EncoderFamilies.head(family, head);
    tokenizer = ModelDesign.tokenizer(file.content());
  }

  /**
   * Writes the directory, whole or not at all.
   *
   * @param replace whether a directory with a model in it may be replaced
   * @throws ConversionException naming what a checkpoint cannot hold, with the reason
   * @throws IOException if the directory cannot be written
   */
  public static void export(ModelFile file, Path directory, boolean replace) throws IOException {
    try {
      var exporter = new Exporter(file);
      if (exporter.form instanceof SentenceClassifier) {
        throw new ConversionException(
            "the model cannot be exported: SetFit keeps its classifier as a program's objects"
                + " (model_head.pkl), which are read and never written");
      }
      if (exporter.form instanceof EntityForm) {
        WholeDirectory.write(
            directory, replace, EntityCheckpoint.CONFIG, exporter::writeEntitiesTo);
        return;
      }
      WholeDirectory.write(directory, replace, CONFIG, exporter::writeTo);
    } catch (UnsupportedModelException e) {
      throw new ConversionException("the model cannot be exported: " + e.getMessage(), e);
    }
  }

  /** As GLiNER saves its models. */
  private void writeEntitiesTo(Path folder) throws IOException {
    List<WeightSpec> ofHead = form.weights(config, head);
    Set<String> named =
        ofHead.stream()
            .flatMap(spec -> spec.checkpointNames().stream())
            .collect(Collectors.toSet());
    var specs = new ArrayList<>(family.weights(config));
    specs.addAll(ofHead);
    List<StoredTensor> tensors =
        CheckpointTensors.of(specs, file.content().tensors(), true).stream()
            .map(
                tensor ->
                    named.contains(tensor.name())
                        ? tensor
                        : new StoredTensor(
                            EntityForm.ENCODER + tensor.name(),
                            tensor.type(),
                            tensor.shape(),
                            tensor.source()))
            .toList();
    var encoder = new LinkedHashMap<String, Object>();
    encoder.put("model_type", family.name());
    encoder.putAll(family.keys(config));
    addTokens(encoder);
    var keys = new LinkedHashMap<String, Object>();
    keys.put("model_name", family.name());
    form.addKeys(head, keys);
    keys.put("words_splitter_type", "whitespace");
    keys.put("subtoken_pooling", "first");
    keys.put("vocab_size", config.vocabularySize());
    keys.put("class_token_index", number(tokenizer.idOf(EntityOptions.of(head).marker())));
    keys.put("encoder_config", encoder);
    JsonFile.write(JsonFile.of(keys), folder.resolve(EntityCheckpoint.CONFIG));
    TokenizerWriter.write(tokenizer, config.types() > 1, folder);
    writeWeights(tensors, folder);
    file.requireUnchanged();
  }

  private void writeTo(Path folder) throws IOException {
    List<SentenceModule> modules =
        head.task() == Task.SENTENCE_EMBEDDING
            ? SentenceEmbedding.modules(head, config.hiddenSize())
            : List.of();
    var specs = new ArrayList<>(family.weights(config));
    specs.addAll(form.weights(config, head));
    List<StoredTensor> tensors =
        CheckpointTensors.of(
            specs, file.content().tensors(), head.task() == Task.SENTENCE_EMBEDDING);
    JsonFile.write(JsonFile.of(configuration()), folder.resolve(CONFIG));
    TokenizerWriter.write(tokenizer, config.types() > 1, folder);
    if (modules.isEmpty()) {
      writeWeights(tensors, folder);
    } else {
      List<StoredTensor> encoder =
          tensors.stream()
              .filter(tensor -> !tensor.name().startsWith(SentenceModuleFiles.PREFIX))
              .toList();
      writeWeights(encoder, folder);
      SentenceModuleFiles.write(modules, head, tensors, folder);
    }
    file.requireUnchanged();
  }

  /** Writes the file of weights. */
  static void writeWeights(List<StoredTensor> tensors, Path folder) throws IOException {
    WholeFile.<Void>write(
        folder.resolve(WEIGHTS),
        out -> {
          SafetensorsWriter.write(tensors, out);
          return null;
        });
  }

  private SequencedMap<String, Object> configuration() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("architectures", List.of(architecture()));
    keys.put("model_type", family.name());
    keys.putAll(family.keys(config));
    form.addKeys(head, keys);
    addTokens(keys);
    if (head.task().hasNamedLabels()) {
      addLabels(keys);
    }
    keys.put("torch_dtype", dtype());
    return keys;
  }

  /** A pre-training class has a second head, of which the model has nothing. */
  private String architecture() {
    return form.architecture().endsWith(PRETRAINING)
        ? EncoderFamilies.head(family, head.task()).architecture()
        : form.architecture();
  }

  /** Numbers of tokens; where there is no padding token, none of a larger vocabulary is meant. */
  private void addTokens(Map<String, Object> keys) {
    SpecialTokens special = tokenizer.specialTokens();
    keys.putIfAbsent("pad_token_id", number(special.pad()));
    keys.put("bos_token_id", number(special.cls()));
    keys.put("eos_token_id", number(special.sep()));
    keys.put("cls_token_id", number(special.cls()));
    keys.put("sep_token_id", number(special.sep()));
  }

  private static Integer number(OptionalInt id) {
    return id.isPresent() ? id.getAsInt() : null;
  }

  private void addLabels(Map<String, Object> keys) {
    var names = new LinkedHashMap<String, Object>();
    var numbers = new LinkedHashMap<String, Object>();
    for (int i = 0; i < file.labels().size(); i++) {
      names.put(Integer.toString(i), file.labels().get(i));
      numbers.putIfAbsent(file.labels().get(i), i);
    }
    keys.put("id2label", names);
    keys.put("label2id", numbers);
  }

  /** Of most numbers. */
  private String dtype() {
    var sizes = new java.util.EnumMap<ElementType, Long>(ElementType.class);
    file.content()
        .tensors()
        .forEach(tensor -> sizes.merge(tensor.type(), (long) tensor.shape().size(), Long::sum));
    ElementType most =
        sizes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(ElementType.F32);
    return switch (most) {
      case F32 -> "float32";
      case BF16 -> "bfloat16";
      case F16 -> "float16";
    };
  }
}
