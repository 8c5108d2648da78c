package org.mekiki.transformer.family;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionForm;
import org.mekiki.transformer.encoder.AttentionPositions;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderConfigBuilder;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpecs;

/** What BERT and the families after it share: configuration keys and weight names. */
final class BertLike {
  private BertLike() {}

  /** Keys that change what any of these families computes. */
  static void requirePlainEncoder(ConfigValues config) {
    requireEncoder(config);
    config.requireNone("auto_map", "models with code of their own are not supported");
  }

  /** The same for a family that comes with code of its own. */
  static void requireEncoder(ConfigValues config) {
    config.requireOnly("is_encoder_decoder", "false");
    requireNoDecoder(config);
  }

  /** The same for the encoder of a pair of an encoder and a decoder. */
  static void requireNoDecoder(ConfigValues config) {
    config.requireOnly("is_decoder", "false");
    config.requireOnly("add_cross_attention", "false");
    config.requireNone("quantization_config", "quantised weights are not supported");
    config.requireNone("compression_config", "compressed weights are not supported");
    config.requireNone("pruned_heads", "pruned attention heads are not supported");
    config.requireNone("per_layer_config", "layers of different kinds are not supported");
  }

  /**
   * Refuses models with code of their own, but for the code that a family is known to have.
   *
   * @param classes what names of that code's classes begin with
   */
  static void requireKnownCode(ConfigValues config, String... classes) {
    for (String key : config.below("auto_map")) {
      String reference = config.text("auto_map." + key);
      String name = reference.substring(reference.lastIndexOf('.') + 1);
      if (Arrays.stream(classes).noneMatch(name::startsWith)) {
        throw new UnsupportedModelException(
            ("\"auto_map.%s\" is \"%s\" in the configuration; supported is code whose classes"
                    + " begin with %s")
                .formatted(key, reference, String.join(" or ", classes)));
      }
    }
  }

  /** The sizes of BERT base. */
  static EncoderConfigBuilder base(String family) {
    return EncoderConfig.of(family)
        .vocabularySize(30522)
        .hiddenSize(768)
        .layers(12)
        .heads(12)
        .feedForwardSize(3072)
        .activation(Activation.GELU)
        .epsilon(1e-12f)
        .positions(512)
        .types(2);
  }

  /**
   * The configuration with the keys that all of them have.
   *
   * @param absent what the family's class takes where a key is absent
   * @return a configuration to which a family adds what it has beyond BERT
   */
  static EncoderConfigBuilder read(ConfigValues config, EncoderConfig absent) {
    requirePlainEncoder(config);
    return readSizes(config, absent);
  }

  /** The sizes alone. */
  static EncoderConfigBuilder readSizes(ConfigValues config, EncoderConfig absent) {
    int hiddenSize = config.integer("hidden_size", absent.hiddenSize());
    return EncoderConfig.of(absent.family())
        .vocabularySize(config.integer("vocab_size", absent.vocabularySize()))
        .hiddenSize(hiddenSize)
        .layers(config.integer("num_hidden_layers", absent.layers()))
        .heads(config.integer("num_attention_heads", absent.heads()))
        .feedForwardSize(config.integer("intermediate_size", absent.feedForwardSize()))
        .activation(Activation.of(config, "hidden_act", absent.activation().label()))
        .epsilon((float) config.number("layer_norm_eps", absent.epsilon()))
        .positions(config.integer("max_position_embeddings", absent.positions()))
        .types(config.integer("type_vocab_size", absent.types()));
  }

  /**
   * The form with positions as {@code position_embedding_type} says.
   *
   * @param scaled whether products with distance embeddings are scaled as other scores are
   */
  static EncoderForm positions(EncoderForm form, ConfigValues config, boolean scaled) {
    String type = config.text("position_embedding_type", "absolute");
    boolean keys =
        switch (type) {
          case "absolute", "relative_key" -> false;
          case "relative_key_query" -> true;
          default ->
              throw new UnsupportedModelException(
                  ("\"position_embedding_type\" is \"%s\" in the configuration; supported are"
                          + " absolute, relative_key, relative_key_query")
                      .formatted(type));
        };
    if (type.equals("absolute")) {
      return form;
    }
    EmbeddingForm embedding = form.embedding();
    return form.with(embedding.withoutPositions())
        .with(new AttentionPositions.DistanceEmbeddings(keys, scaled));
  }

  /** What {@link #read} and {@link #positions} read. */
  static SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("hidden_size", config.hiddenSize());
    keys.put("num_hidden_layers", config.layers());
    keys.put("num_attention_heads", config.heads());
    keys.put("intermediate_size", config.feedForwardSize());
    keys.put("hidden_act", config.activation().label());
    keys.put("layer_norm_eps", decimal(config.epsilon()));
    keys.put("max_position_embeddings", config.positions());
    keys.put("type_vocab_size", config.types());
    if (config.form().positions() instanceof AttentionPositions.DistanceEmbeddings distances) {
      keys.put("position_embedding_type", distances.keys() ? "relative_key_query" : "relative_key");
    }
    return keys;
  }

  /** The number with the fewest digits that is read as the same in single precision. */
  static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  /** The tables, and the norm of the embeddings if there is one. */
  static WeightSpecs embeddingWeights(EncoderConfig config, List<String> prefixes) {
    EmbeddingForm form = config.form().embedding();
    WeightSpecs specs = tables(config, prefixes);
    if (form.steps() != EmbeddingForm.Steps.PLAIN) {
      boolean first = form.steps() == EmbeddingForm.Steps.PROJECTION_NORM;
      int size = first ? config.hiddenSize() : form.contextSize(config.hiddenSize());
      specs.norm("embeddings.norm", "embeddings.LayerNorm", size);
    }
    return specs;
  }

  /** The tables. */
  static WeightSpecs tables(EncoderConfig config, List<String> prefixes) {
    EmbeddingForm form = config.form().embedding();
    int e = form.size();
    int c = form.contextSize(config.hiddenSize());
    var specs =
        new WeightSpecs(prefixes)
            .encoder(
                "embeddings.word", "embeddings.word_embeddings.weight", config.vocabularySize(), e);
    if (form.positions()) {
      specs.encoder(
          "embeddings.position", "embeddings.position_embeddings.weight", config.positions(), c);
    }
    if (config.types() == 1) {
      // Where all tokens have the first type, the others' rows are not needed.
      specs.part(
          "embeddings.type",
          "embeddings.token_type_embeddings.weight",
          WeightPart.firstRow(c),
          1,
          c);
    } else if (config.types() > 1) {
      specs.encoder(
          "embeddings.type", "embeddings.token_type_embeddings.weight", config.types(), c);
    }
    if (form.tasks() > 0) {
      specs.encoder("embeddings.task", "embeddings.task_type_embeddings.weight", form.tasks(), e);
    }
    return specs;
  }

  /** Embeddings and layers. */
  static WeightSpecs encoderWeights(EncoderConfig config, List<String> prefixes) {
    WeightSpecs specs = embeddingWeights(config, prefixes);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      attention(specs, to, from, config);
      rest(specs, to, from, config, "attention.output.LayerNorm", "output.LayerNorm");
    }
    return specs;
  }

  /**
   * Heads as they are cut where the configuration says so.
   *
   * @param headSize D
   * @param keyHeads heads of keys and values
   */
  static AttentionForm heads(int hiddenSize, int heads, int headSize, int keyHeads) {
    if (headSize < 1 || keyHeads < 1) {
      throw new UnsupportedModelException("the configuration has a size below 1");
    }
    boolean plain = (long) headSize * heads == hiddenSize;
    return new AttentionForm(plain ? 0 : headSize, keyHeads == heads ? 0 : keyHeads, false, 0);
  }

  /** The number of a head's numbers where the configuration does not say. */
  static int headSize(int hiddenSize, int heads) {
    return Math.max(1, hiddenSize / Math.max(1, heads));
  }

  /** A layer's queries, keys, values and what follows them, by the names of these four. */
  static void projections(
      WeightSpecs specs, String to, List<String> names, EncoderConfig config, boolean bias) {
    int m = config.hiddenSize();
    int queries = config.heads() * config.headSize();
    int keys = config.keyHeads() * config.headSize();
    specs
        .linear(to + "query", names.get(0), m, queries, bias)
        .linear(to + "key", names.get(1), m, keys, bias)
        .linear(to + "value", names.get(2), m, keys, bias)
        .linear(to + "attention_output", names.get(3), queries, m, bias);
  }

  /** A layer's queries, keys and values, which stand in one tensor one after the other. */
  static void packedProjections(
      WeightSpecs specs, String to, String name, EncoderConfig config, boolean bias) {
    int queries = config.heads() * config.headSize();
    specs
        .packedLinear(to + "query", name, 0, 3, config.hiddenSize(), queries, bias)
        .packedLinear(to + "key", name, 1, 3, config.hiddenSize(), queries, bias)
        .packedLinear(to + "value", name, 2, 3, config.hiddenSize(), queries, bias);
  }

  /** A layer's attention but for its norm. */
  static void attention(WeightSpecs specs, String to, String from, EncoderConfig config) {
    int m = config.hiddenSize();
    specs
        .linear(to + "query", from + "attention.self.query", m, m)
        .linear(to + "key", from + "attention.self.key", m, m)
        .linear(to + "value", from + "attention.self.value", m, m)
        .linear(to + "attention_output", from + "attention.output.dense", m, m);
    distances(specs, to, from + "attention.self.", config);
  }

  /** A layer's distance embeddings, if it has them. */
  static void distances(WeightSpecs specs, String to, String from, EncoderConfig config) {
    if (config.form().positions() instanceof AttentionPositions.DistanceEmbeddings) {
      specs.encoder(
          to + "distance",
          from + "distance_embedding.weight",
          2 * config.positions() - 1,
          config.hiddenSize() / config.heads());
    }
  }

  /** A layer's feed-forward block and its norms, by their names in checkpoints. */
  static void rest(
      WeightSpecs specs,
      String to,
      String from,
      EncoderConfig config,
      String attentionNorm,
      String outerNorm) {
    int m = config.hiddenSize();
    specs
        .norm(to + "attention_norm", from + attentionNorm, m)
        .linear(to + "inner", from + "intermediate.dense", m, config.feedForwardSize())
        .linear(to + "outer", from + "output.dense", config.feedForwardSize(), m)
        .norm(to + "outer_norm", from + outerNorm, m);
  }
}
