package org.mekiki.weights.converter;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.FileBytes;
import org.mekiki.transformer.file.ForeignContent;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.file.ModelContent.StoredTensor;
import org.mekiki.transformer.file.ModelFile;
import org.mekiki.transformer.file.ModelWriter;
import org.mekiki.transformer.file.WholeFile;
import org.mekiki.transformer.head.CrossEncoderActivation;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.head.SentenceClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;
import org.mekiki.transformer.head.Task;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.tokenizer.JapaneseWords;
import org.mekiki.weights.converter.tokenizer.TokenizerReader;
import tools.jackson.databind.JsonNode;

/** Hugging Face directory to converted model. */
public final class Converter {
  /** Where the layout puts the function that sentence-transformers compares vectors with. */
  private static final String SIMILARITY = "prompts.similarity_fn_name";

  private static final String COSINE = "cosine";

  /** Files of adapters, as PEFT writes them. */
  private static final List<String> ADAPTER =
      List.of("adapter_config.json", "adapter_model.safetensors", "adapter_model.bin");

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
    convert(directory, target, type, Optional.empty(), _ -> {});
  }

  /**
   * Converts into a file, which is written whole or not at all.
   *
   * @param directory with config.json, weights and tokenizer
   * @param target is replaced if it exists
   * @param type how numbers are stored; empty keeps half precision and stores the rest as f32
   * @param task what the model is to answer; empty for what the configuration or else the weights
   *     say
   * @param notes is told, in a sentence each, what the user should know
   */
  public static void convert(
      Path directory,
      Path target,
      Optional<ElementType> type,
      Optional<Task> task,
      Consumer<String> notes)
      throws IOException {
    convert(directory, Optional.empty(), target, type, task, notes);
  }

  /**
   * Converts into a file, which is written whole or not at all.
   *
   * @param directory with config.json, weights and tokenizer
   * @param adapter a directory with a LoRA adapter that PEFT saved, or the name of one that the
   *     checkpoint has for a task, which is merged into the weights
   * @param target is replaced if it exists
   * @param type how numbers are stored; empty keeps half precision and stores the rest, and weights
   *     that the adapter changes, as f32
   * @param task what the model is to answer; empty for what the adapter, the configuration or else
   *     the weights say
   * @param notes is told, in a sentence each, what the user should know
   */
  public static void convert(
      Path directory,
      Optional<Path> adapter,
      Path target,
      Optional<ElementType> type,
      Optional<Task> task,
      Consumer<String> notes)
      throws IOException {
    convert(directory, adapter, target, type, task, JapaneseWords.USUAL, notes);
  }

  /**
   * Converts into a file, which is written whole or not at all.
   *
   * @param directory with config.json, weights and tokenizer
   * @param adapter a directory with a LoRA adapter that PEFT saved, or the name of one that the
   *     checkpoint has for a task, which is merged into the weights
   * @param target is replaced if it exists
   * @param type how numbers are stored; empty keeps half precision and stores the rest, and weights
   *     that the adapter changes, as f32
   * @param task what the model is to answer; empty for what the adapter, the configuration or else
   *     the weights say
   * @param japanese how a tokenizer for Japanese comes by words; the file has MeCab's dictionary in
   *     it
   * @param notes is told, in a sentence each, what the user should know
   */
  public static void convert(
      Path directory,
      Optional<Path> adapter,
      Path target,
      Optional<ElementType> type,
      Optional<Task> task,
      JapaneseWords japanese,
      Consumer<String> notes)
      throws IOException {
    SentenceDirectory layout = layout(directory);
    requireModel(layout);
    TaskAdapters adapters = TaskAdapters.of(layout, adapter);
    Optional<LoraAdapter> lora = lora(adapter, adapters);
    try (CheckpointWeights weights = open(layout, lora, notes)) {
      ModelContent content = content(layout, weights, adapters, lora, type, task, japanese, notes);
      WholeFile.write(
          target,
          out -> {
            String sha256 = ModelWriter.write(content, out);
            weights.requireUnchanged();
            return sha256;
          });
    }
  }

  /** Converts in memory. */
  public static ModelFile inMemory(Path directory) throws IOException {
    return inMemory(directory, _ -> {});
  }

  /**
   * Converts in memory.
   *
   * @param directory with config.json, weights and tokenizer
   * @param notes is told, in a sentence each, what the user should know
   */
  public static ModelFile inMemory(Path directory, Consumer<String> notes) throws IOException {
    return inMemory(directory, Optional.empty(), notes);
  }

  /**
   * Converts in memory.
   *
   * @param directory with config.json, weights and tokenizer
   * @param adapter a directory with a LoRA adapter that PEFT saved, or the name of one that the
   *     checkpoint has for a task, which is merged into the weights
   * @param notes is told, in a sentence each, what the user should know
   */
  public static ModelFile inMemory(Path directory, Optional<Path> adapter, Consumer<String> notes)
      throws IOException {
    return inMemory(directory, adapter, JapaneseWords.USUAL, notes);
  }

  /**
   * Converts in memory.
   *
   * @param directory with config.json, weights and tokenizer
   * @param adapter a directory with a LoRA adapter that PEFT saved, or the name of one that the
   *     checkpoint has for a task, which is merged into the weights
   * @param japanese how a tokenizer for Japanese comes by words
   * @param notes is told, in a sentence each, what the user should know
   */
  public static ModelFile inMemory(
      Path directory, Optional<Path> adapter, JapaneseWords japanese, Consumer<String> notes)
      throws IOException {
    SentenceDirectory layout = layout(directory);
    requireModel(layout);
    TaskAdapters adapters = TaskAdapters.of(layout, adapter);
    Optional<LoraAdapter> lora = lora(adapter, adapters);
    try (CheckpointWeights weights = open(layout, lora, notes)) {
      ModelContent content =
          content(
              layout, weights, adapters, lora, Optional.empty(), Optional.empty(), japanese, notes);
      var loaded = new ArrayList<StoredTensor>();
      for (StoredTensor tensor : content.tensors()) {
        float[] values = tensor.source().read();
        loaded.add(new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), () -> values));
      }
      weights.requireUnchanged();
      return ModelFile.of(content.withTensors(loaded));
    }
  }

  /** The tokenizer of a directory, of whose other files none is needed. */
  public static Tokenizer tokenizer(Path directory) throws IOException {
    return tokenizer(directory, _ -> {});
  }

  /**
   * The tokenizer of a directory, of whose other files none is needed.
   *
   * @param directory with the tokenizer's files
   * @param notes is told, in a sentence each, what the user should know
   */
  public static Tokenizer tokenizer(Path directory, Consumer<String> notes) throws IOException {
    return tokenizer(directory, JapaneseWords.USUAL, notes);
  }

  /**
   * The tokenizer of a directory, of whose other files none is needed.
   *
   * @param directory with the tokenizer's files
   * @param japanese how a tokenizer for Japanese comes by words
   * @param notes is told, in a sentence each, what the user should know
   */
  public static Tokenizer tokenizer(Path directory, JapaneseWords japanese, Consumer<String> notes)
      throws IOException {
    return tokenizerOf(layout(directory), Integer.MAX_VALUE, japanese, notes);
  }

  /** A file that cannot be used because it is a pointer or a page is told as one. */
  static Tokenizer tokenizerOf(
      SentenceDirectory layout, int rows, JapaneseWords japanese, Consumer<String> notes)
      throws IOException {
    Path directory = layout.encoder();
    try {
      Path described =
          layout.tokenizer().orElseGet(() -> directory.resolve(TokenizerReader.DESCRIPTION));
      return TokenizerReader.read(directory, described, rows, japanese, notes);
    } catch (ConversionException e) {
      Optional<String> standIn = StandIns.in(directory);
      throw standIn.isPresent() ? new ConversionException(standIn.get(), e) : e;
    }
  }

  /**
   * {@return whether a path is what is converted: a directory, or a file with an ONNX graph, which
   * stands for the directory that it is in}
   *
   * @param path what a user gave
   */
  public static boolean converts(Path path) {
    return Files.isDirectory(path) || OnnxPlace.isGraph(path);
  }

  private static SentenceDirectory layout(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return SentenceDirectory.of(directory);
    }
    if (OnnxPlace.isGraph(directory)) {
      return SentenceDirectory.ofGraph(directory);
    }
    String words = directory + " is not a directory";
    Optional<String> known = NoModel.at(directory);
    if (known.isEmpty() && Files.isRegularFile(directory)) {
      try (FileBytes bytes = FileBytes.open(directory)) {
        known = ForeignContent.of(bytes).map(what -> words + "; it is " + what);
      }
    }
    throw new ConversionException(known.orElse(words));
  }

  private static void requireModel(SentenceDirectory layout) throws IOException {
    Optional<String> other = NoModel.at(layout.root());
    if (other.isPresent()) {
      throw new ConversionException(other.get());
    }
  }

  /** An adapter changes what the weights beside it compute, so they are not used without it. */
  private static void requireNoAdapter(Path directory) throws ConversionException {
    for (String name : ADAPTER) {
      if (Files.isRegularFile(directory.resolve(name))) {
        throw new ConversionException(
            ("%s belongs to a PEFT adapter, which is used only where it is named: give --adapter"
                    + " %s to merge it, or take the adapter's files away to use the base alone")
                .formatted(directory.resolve(name), directory));
      }
    }
  }

  private static Optional<LoraAdapter> lora(Optional<Path> adapter, TaskAdapters adapters)
      throws IOException {
    if (adapter.isEmpty() || adapters.chosen().isPresent()) {
      return Optional.empty();
    }
    adapters.requireDirectory(adapter.get());
    return Optional.of(LoraAdapter.of(adapter.get()));
  }

  private static CheckpointWeights open(
      SentenceDirectory layout, Optional<LoraAdapter> lora, Consumer<String> notes)
      throws IOException {
    if (lora.isEmpty()) {
      requireNoAdapter(layout.root());
      requireNoAdapter(layout.encoder());
    }
    CheckpointWeights weights =
        layout.graph().isPresent()
            ? CheckpointWeights.ofGraph(layout.encoder(), layout.graph().get(), notes)
            : CheckpointWeights.open(layout.encoder(), notes);
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
      SentenceDirectory layout,
      CheckpointWeights weights,
      TaskAdapters adapters,
      Optional<LoraAdapter> lora,
      Optional<ElementType> type,
      Optional<Task> task,
      JapaneseWords japanese,
      Consumer<String> notes)
      throws IOException {
    Path directory = layout.encoder();
    Optional<EntityCheckpoint> entities = EntityCheckpoint.in(layout.root());
    if (entities.isPresent()) {
      requirePlain(layout.root(), lora, task);
      return entities.get().content(weights, type, japanese, notes);
    }
    if (task.isPresent() && task.get() == Task.ENTITY_RECOGNITION) {
      throw new ConversionException(
          "%s has no %s, so it is not a model that finds entities by labels"
              .formatted(layout.root(), EntityCheckpoint.CONFIG));
    }
    Optional<JsonNode> ofGraph = weights.configuration();
    JsonNode json =
        ofGraph.isPresent() ? ofGraph.get() : JsonFile.read(directory.resolve("config.json"));
    Map<String, String> flat = JsonFile.flatten(json);
    flat.putAll(layout.configuration());
    adapters.addPrompts(flat);
    Optional<SetFit> setFit =
        task.isPresent() && task.get() != Task.SEQUENCE_CLASSIFICATION
            ? Optional.empty()
            : SetFit.of(layout.root());
    setFit.ifPresent(
        head -> flat.put(SentenceClassifier.NORMALIZED, Boolean.toString(head.normalized())));
    try {
      var values = new ConfigValues(flat);
      EncoderFamily family = EncoderFamilies.of(values);
      EncoderConfig own = family.config(values);
      EncoderConfig config =
          TokenizerReader.countsFromZero(directory) ? own.change().firstPosition(0).build() : own;
      adapters.mergeInto(weights, notes);
      unwrap(weights, family, config);
      setFit.ifPresent(head -> head.addTo(weights));
      if (lora.isPresent()) {
        lora.get().mergeInto(weights, family.weights(config), notes);
      }
      Map<String, Shape> shapes = weights.shapes();
      HeadForm form =
          setFit.isPresent()
              ? new SentenceClassifier()
              : form(family, values, shapes.keySet(), lora, task, notes);
      HeadConfig head = EncoderFamilies.config(family, form, values, shapes);
      var tables = new TiedTables(form, shapes, weights, notes);
      head = tables.head(head, family.weights(config));
      tell(family, values, json, head, notes);
      if (ofGraph.isPresent() && SentenceEmbedding.isAssumed(head)) {
        notes.accept(
            "nothing next to the graph says how rows are pooled, so their mean is taken;"
                + " modules.json and 1_Pooling/config.json, as sentence-transformers has them, say"
                + " otherwise");
      }
      var configuration = config.toMap();
      configuration.putAll(head.toMap());
      var specs = new ArrayList<>(family.weights(config));
      specs.addAll(form.weights(config, head));
      Tokenizer tokenizer = tokenizer(layout, config, japanese, notes);
      if (tokenizer.mecab().isPresent()) {
        long bytes =
            tokenizer.dictionaryFiles().values().stream().mapToLong(ByteBuffer::remaining).sum();
        notes.accept(
            "a converted file has MeCab's dictionary in it: %.1f MB of %d words"
                .formatted(bytes / 1e6, tokenizer.mecab().get().dictionary().size()));
      }
      return new ModelContent(
          configuration,
          setFit
              .map(SetFit::labels)
              .orElse(head.task().hasNamedLabels() ? labels(flat, head.labels()) : List.of()),
          bytes(tokenizer),
          TensorMatch.tensors(
              tables.named(specs, head),
              shapes,
              weights,
              type,
              name -> family.ignores(config, name)),
          tokenizer.dictionaryFiles());
    } catch (UnsupportedModelException e) {
      throw new ConversionException(directory + ": " + e.getMessage(), e);
    }
  }

  /** GLiNER's models are used as they are. */
  private static void requirePlain(Path directory, Optional<LoraAdapter> lora, Optional<Task> task)
      throws ConversionException {
    if (lora.isPresent()) {
      throw new ConversionException(
          "%s is a GLiNER model, into which no adapter is merged; merge it with PEFT, and take the"
                  .formatted(directory)
              + " merged model");
    }
    if (task.isPresent() && task.get() != Task.ENTITY_RECOGNITION) {
      throw new ConversionException(
          "%s is a GLiNER model, for %s; it has no head for %s"
              .formatted(directory, Task.ENTITY_RECOGNITION.label(), task.get().label()));
    }
  }

  private static void unwrap(CheckpointWeights weights, EncoderFamily family, EncoderConfig config)
      throws ConversionException {
    new Wrapping(family.weights(config), name -> family.ignores(config, name))
        .before(weights.names())
        .ifPresent(weights::unwrap);
  }

  /** Tells of what was not refused, but may not be what the user expects. */
  private static void tell(
      EncoderFamily family,
      ConfigValues values,
      JsonNode json,
      HeadConfig head,
      Consumer<String> notes) {
    List<String> keys = json.propertyNames().stream().filter(key -> values.isSet(key)).toList();
    List<String> unknown = EncoderFamilies.unknownKeys(family, values, keys);
    if (!unknown.isEmpty()) {
      notes.accept(
          "config.json has keys that no %s model uses, and they were ignored: %s"
              .formatted(family.name(), String.join(", ", unknown)));
    }
    String similarity = values.text(SIMILARITY, COSINE);
    if (head.task() == Task.SENTENCE_EMBEDDING && !similarity.equals(COSINE)) {
      notes.accept(
          "the directory compares vectors by \"%s\"; mekiki compares them by their cosine"
              .formatted(similarity));
    }
    if (head.task() == Task.SEQUENCE_CLASSIFICATION) {
      CrossEncoderActivation.of(values)
          .flatMap(activation -> activation.note(ProblemType.of(head)))
          .ifPresent(notes);
    }
  }

  /** The head that was asked for, that the configuration names, or that the weights show. */
  private static HeadForm form(
      EncoderFamily family,
      ConfigValues values,
      Set<String> tensors,
      Optional<LoraAdapter> lora,
      Optional<Task> task,
      Consumer<String> notes) {
    if (task.isPresent()) {
      return EncoderFamilies.head(family, task.get());
    }
    Optional<Task> ofAdapter = lora.flatMap(LoraAdapter::task);
    if (ofAdapter.isPresent()) {
      String architecture = family.headClass(values.text("architectures.0", ""));
      return family.heads().stream()
          .filter(form -> form.task() == ofAdapter.get())
          .filter(form -> form.architecture().equals(architecture))
          .findFirst()
          .orElseGet(() -> EncoderFamilies.head(family, ofAdapter.get()));
    }
    HeadForm form = EncoderFamilies.head(family, values, tensors);
    if (!EncoderFamilies.namesHead(values)) {
      notes.accept(
          "config.json names no \"architectures\"; by its weights this is a %s, for %s"
                  .formatted(form.architecture(), form.task().label())
              + " (--task can say otherwise)");
    }
    return form;
  }

  private static Tokenizer tokenizer(
      SentenceDirectory layout,
      EncoderConfig config,
      JapaneseWords japanese,
      Consumer<String> notes)
      throws IOException {
    Tokenizer tokenizer = tokenizerOf(layout, config.vocabularySize(), japanese, notes);
    if (tokenizer.vocabularySize() > config.vocabularySize()) {
      throw new ConversionException(
          "%s: the tokenizer has %d tokens, the embedding table %d rows"
              .formatted(layout.encoder(), tokenizer.vocabularySize(), config.vocabularySize()));
    }
    return tokenizer;
  }

  /** A tokenizer as converted files hold it. */
  static byte[] bytes(Tokenizer tokenizer) throws IOException {
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
}
