package org.mekiki.weights.converter;

import java.io.IOException;
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
import org.mekiki.transformer.entity.EntityForm;
import org.mekiki.transformer.entity.EntityOptions;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.file.ElementType;
import org.mekiki.transformer.file.ModelContent;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.tokenizer.Tokenizer;
import org.mekiki.weights.converter.file.ConversionException;
import org.mekiki.weights.converter.file.JsonFile;
import org.mekiki.weights.converter.tokenizer.JapaneseWords;
import tools.jackson.databind.JsonNode;

/**
 * A directory as GLiNER saves its models: {@code gliner_config.json} says what stands on which
 * encoder, whose own configuration is part of it, or is the base model's {@code config.json}. The
 * tokenizer may be the base model's too, which lacks the tokens that stand between labels.
 */
final class EntityCheckpoint {
  /** The configuration's file. */
  static final String CONFIG = "gliner_config.json";

  private static final String ENCODER = "encoder_config";
  private static final String MODEL_TYPE = "model_type";

  /** Of a configuration that names no family. */
  private static final String USUAL_FAMILY = "deberta-v2";

  /** A token that the reference adds first and does not use. */
  private static final String UNUSED_TOKEN = "[FLERT]";

  /** Where positions are distances alone, so many tokens are expected of a word at most. */
  private static final int TOKENS_A_WORD = 4;

  /** What training used, names, and what is computed how; none changes an answer. */
  private static final Set<String> NEUTRAL =
      Set.of(
          "model_name",
          MODEL_TYPE,
          "name",
          "architectures",
          "transformers_version",
          "dtype",
          "torch_dtype",
          "_attn_implementation",
          "dropout",
          "fine_tune",
          "max_types",
          "max_neg_type_ratio",
          "shuffle_types",
          "random_drop",
          "id_to_classes",
          "vocab_size",
          "class_token_index",
          // Built where it is named, and never asked by a model with one encoder.
          "post_fusion_schema",
          "num_post_fusion_layers",
          "labels_encoder_config",
          "labels_decoder_config",
          // Training.
          "token_loss_coef",
          "span_loss_coef",
          "decoder_loss_coef",
          "neg_spans_ratio",
          "blank_entity_prob",
          "decoder_mode",
          "full_decoder_context",
          "num_steps",
          "train_batch_size",
          "eval_every",
          "warmup_ratio",
          "scheduler_type",
          "loss_alpha",
          "loss_gamma",
          "loss_reduction",
          "lr_encoder",
          "lr_others",
          "weight_decay_encoder",
          "weight_decay_other",
          "root_dir",
          "log_dir",
          "train_data",
          "val_data_dir",
          "prev_path",
          "save_total_limit",
          "size_sup",
          "freeze_token_rep",
          "has_rnn");

  private final Path directory;
  private final JsonNode json;
  private final Map<String, String> flat;

  private EntityCheckpoint(Path directory, JsonNode json) {
    this.directory = directory;
    this.json = json;
    this.flat = JsonFile.flatten(json);
  }

  /** The one in a directory; empty where it holds something else. */
  static Optional<EntityCheckpoint> in(Path directory) throws IOException {
    Path config = directory.resolve(CONFIG);
    return Files.exists(config)
        ? Optional.of(new EntityCheckpoint(directory, JsonFile.read(config)))
        : Optional.empty();
  }

  /** The encoder's own configuration. */
  private JsonNode encoder() throws IOException {
    if (json.path(ENCODER).isObject()) {
      return json.path(ENCODER);
    }
    Path base = directory.resolve("config.json");
    if (Files.exists(base)) {
      return JsonFile.read(base);
    }
    throw new ConversionException(
        "%s has no \"%s\", and there is no config.json next to it; put the config.json and the tokenizer's files of the base model%s there"
            .formatted(
                directory.resolve(CONFIG),
                ENCODER,
                flat.containsKey("model_name") ? " (" + flat.get("model_name") + ")" : ""));
  }

  /**
   * The model's content.
   *
   * @param weights of the directory
   * @param type how numbers are stored, if that was asked for
   * @param japanese how a tokenizer for Japanese comes by words
   * @param notes is told what the user should know
   */
  ModelContent content(
      CheckpointWeights weights,
      Optional<ElementType> type,
      JapaneseWords japanese,
      Consumer<String> notes)
      throws IOException {
    JsonNode encoderJson = encoder();
    Map<String, String> encoderFlat = JsonFile.flatten(encoderJson);
    encoderFlat.putIfAbsent(MODEL_TYPE, USUAL_FAMILY);
    try {
      var head = new ConfigValues(flat);
      var form = new EntityForm();
      HeadConfig headConfig = form.config(head, weights.shapes());
      EntityOptions options = EntityOptions.of(headConfig);
      requireEncoder(weights);
      weights.unwrap(EntityForm.ENCODER);
      Map<String, Shape> shapes = weights.shapes();
      var values = new ConfigValues(encoderFlat);
      EncoderFamily family = EncoderFamilies.of(values);
      EncoderConfig config = config(family, values, options, shapes);
      tell(family, values, head, encoderJson, notes);
      var specs = new ArrayList<>(family.weights(config));
      specs.addAll(form.weights(config, headConfig));
      var configuration = config.toMap();
      configuration.putAll(headConfig.toMap());
      Tokenizer tokenizer = tokenizer(options, config, japanese, notes);
      return new ModelContent(
          configuration,
          List.of(),
          Converter.bytes(tokenizer),
          TensorMatch.tensors(
              specs,
              shapes,
              weights,
              type,
              name -> family.ignores(config, name) || name.startsWith(EntityForm.UNUSED)),
          tokenizer.dictionaryFiles());
    } catch (UnsupportedModelException e) {
      throw new ConversionException(directory + ": " + e.getMessage(), e);
    }
  }

  private void requireEncoder(CheckpointWeights weights) throws ConversionException {
    boolean wrapped =
        weights.names().stream().anyMatch(name -> name.startsWith("model." + EntityForm.ENCODER));
    if (wrapped) {
      weights.unwrap("model.");
    }
    if (weights.names().stream().noneMatch(name -> name.startsWith(EntityForm.ENCODER))) {
      throw new ConversionException(
          "%s: the weights are not those of a GLiNER model: no tensor's name begins with \"%s\""
              .formatted(directory, EntityForm.ENCODER));
    }
  }

  /** The encoder's configuration, with as many words as the checkpoint has embeddings. */
  private static EncoderConfig config(
      EncoderFamily family, ConfigValues values, EntityOptions options, Map<String, Shape> shapes) {
    EncoderConfig config = family.config(values);
    Optional<Integer> rows =
        family.weights(config).stream()
            .filter(spec -> spec.name().equals("embeddings.word"))
            .flatMap(spec -> spec.checkpointNames().stream())
            .filter(name -> shapes.containsKey(name) && shapes.get(name).rank() == 2)
            .map(name -> shapes.get(name).dim(0))
            .findFirst();
    if (rows.isPresent()) {
      config = config.change().vocabularySize(rows.get()).build();
    }
    boolean distances =
        family.name().equals(USUAL_FAMILY) && !config.form().embedding().positions();
    int tokens = (int) Math.min(1 << 14, (long) TOKENS_A_WORD * options.words());
    return distances && tokens > config.positions()
        ? config.change().positions(tokens).build()
        : config;
  }

  private Tokenizer tokenizer(
      EntityOptions options, EncoderConfig config, JapaneseWords japanese, Consumer<String> notes)
      throws IOException {
    Tokenizer tokenizer =
        Converter.tokenizerOf(
                SentenceDirectory.of(directory), config.vocabularySize(), japanese, notes)
            .with(List.of(UNUSED_TOKEN, options.marker(), options.separator()));
    if (tokenizer.vocabularySize() > config.vocabularySize()) {
      throw new ConversionException(
          "%s: the tokenizer has %d tokens, including those that separate labels, the embedding table %d rows"
              .formatted(directory, tokenizer.vocabularySize(), config.vocabularySize()));
    }
    int marker = tokenizer.idOf(options.marker()).orElseThrow();
    int named = new ConfigValues(flat).integer("class_token_index", -1);
    if (named >= 0 && named != marker) {
      throw new ConversionException(
          "%s: \"%s\" is token %d of the tokenizer, but \"class_token_index\" is %d; the tokenizer's files are those of another model"
              .formatted(directory, options.marker(), marker, named));
    }
    return tokenizer;
  }

  private void tell(
      EncoderFamily family,
      ConfigValues values,
      ConfigValues head,
      JsonNode encoderJson,
      Consumer<String> notes) {
    var unknown = new ArrayList<String>();
    for (String key : json.propertyNames()) {
      boolean known = key.equals(ENCODER) || NEUTRAL.contains(key);
      if (!known && head.isSet(key) && head.isUnread(key)) {
        unknown.add(key);
      }
    }
    List<String> keys =
        encoderJson.propertyNames().stream().filter(key -> values.isSet(key)).toList();
    EncoderFamilies.unknownKeys(family, values, keys).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      notes.accept(
          "%s and the encoder's configuration have keys that no such model uses, and they were ignored: %s"
              .formatted(CONFIG, String.join(", ", unknown)));
    }
  }
}
