package org.mekiki.transformer.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightNames;
import org.mekiki.transformer.encoder.WeightPart;

/** What BERT and the families after it share: configuration keys and weight names. */
final class BertLike {
  private BertLike() {}

  /** Keys that change what any of these families computes. */
  static void requirePlainEncoder(ConfigValues config) {
    config.requireOnly("is_encoder_decoder", "false");
    config.requireOnly("is_decoder", "false");
    config.requireOnly("add_cross_attention", "false");
    config.requireNone("quantization_config", "quantised weights are not supported");
    config.requireNone("compression_config", "compressed weights are not supported");
    config.requireNone("pruned_heads", "pruned attention heads are not supported");
    config.requireNone("per_layer_config", "layers of different kinds are not supported");
    config.requireNone("auto_map", "models that bring code of their own are not supported");
  }

  /**
   * The configuration with the keys that all of them have.
   *
   * @param absent values of keys that are absent
   */
  static EncoderConfig config(
      String family, ConfigValues config, Defaults absent, int firstPosition) {
    requirePlainEncoder(config);
    int hiddenSize = config.integer("hidden_size", absent.hiddenSize());
    return new EncoderConfig(
        family,
        config.integer("vocab_size", absent.vocabularySize()),
        hiddenSize,
        config.integer("num_hidden_layers", absent.layers()),
        config.integer("num_attention_heads", absent.heads()),
        config.integer("intermediate_size", absent.feedForwardSize()),
        Activation.of(config, "hidden_act", absent.activation()),
        (float) config.number("layer_norm_eps", absent.epsilon()),
        config.integer("max_position_embeddings", absent.positions()),
        firstPosition,
        config.integer("type_vocab_size", absent.types()),
        EncoderForm.bert(Math.max(1, hiddenSize)));
  }

  /**
   * What a family's class takes where a key is absent.
   *
   * @param vocabularySize V
   * @param hiddenSize M
   * @param layers number of layers
   * @param heads H
   * @param feedForwardSize F
   * @param activation of the feed-forward block
   * @param epsilon of layer norms
   * @param positions rows of the position table
   * @param types rows of the token-type table
   */
  record Defaults(
      int vocabularySize,
      int hiddenSize,
      int layers,
      int heads,
      int feedForwardSize,
      String activation,
      double epsilon,
      int positions,
      int types) {
    /** The sizes of BERT base. */
    static Defaults base(int vocabularySize) {
      return new Defaults(vocabularySize, 768, 12, 12, 3072, "gelu", 1e-12, 512, 2);
    }
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
    return form.with(new EmbeddingForm(embedding.size(), embedding.steps(), false))
        .with(new AttentionPositions.DistanceEmbeddings(keys, scaled));
  }

  /** What {@link #config} and {@link #positions} read. */
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
  static WeightNames embeddingWeights(EncoderConfig config, List<String> prefixes) {
    EmbeddingForm form = config.form().embedding();
    int e = form.size();
    var names =
        new WeightNames(prefixes)
            .encoder(
                "embeddings.word", "embeddings.word_embeddings.weight", config.vocabularySize(), e);
    if (form.positions()) {
      names.encoder(
          "embeddings.position", "embeddings.position_embeddings.weight", config.positions(), e);
    }
    if (config.types() == 1) {
      // Where all tokens have the first type, the others' rows are not needed.
      names.part(
          "embeddings.type",
          "embeddings.token_type_embeddings.weight",
          WeightPart.firstRow(e),
          1,
          e);
    } else if (config.types() > 1) {
      names.encoder(
          "embeddings.type", "embeddings.token_type_embeddings.weight", config.types(), e);
    }
    if (form.steps() != EmbeddingForm.Steps.PLAIN) {
      boolean first = form.steps() == EmbeddingForm.Steps.PROJECTION_NORM;
      names.norm("embeddings.norm", "embeddings.LayerNorm", first ? config.hiddenSize() : e);
    }
    return names;
  }

  /** Embeddings and layers. */
  static WeightNames encoderWeights(EncoderConfig config, List<String> prefixes) {
    WeightNames names = embeddingWeights(config, prefixes);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      attention(names, to, from, config);
      rest(names, to, from, config, "attention.output.LayerNorm", "output.LayerNorm");
    }
    return names;
  }

  /** A layer's attention but for its norm. */
  static void attention(WeightNames names, String to, String from, EncoderConfig config) {
    int m = config.hiddenSize();
    names
        .linear(to + "query", from + "attention.self.query", m, m)
        .linear(to + "key", from + "attention.self.key", m, m)
        .linear(to + "value", from + "attention.self.value", m, m)
        .linear(to + "attention_output", from + "attention.output.dense", m, m);
    distances(names, to, from + "attention.self.", config);
  }

  /** A layer's distance embeddings, if it has them. */
  static void distances(WeightNames names, String to, String from, EncoderConfig config) {
    if (config.form().positions() instanceof AttentionPositions.DistanceEmbeddings) {
      names.encoder(
          to + "distance",
          from + "distance_embedding.weight",
          2 * config.positions() - 1,
          config.hiddenSize() / config.heads());
    }
  }

  /** A layer's feed-forward block and its norms, by their names in checkpoints. */
  static void rest(
      WeightNames names,
      String to,
      String from,
      EncoderConfig config,
      String attentionNorm,
      String outerNorm) {
    int m = config.hiddenSize();
    names
        .norm(to + "attention_norm", from + attentionNorm, m)
        .linear(to + "inner", from + "intermediate.dense", m, config.feedForwardSize())
        .linear(to + "outer", from + "output.dense", config.feedForwardSize(), m)
        .norm(to + "outer_norm", from + outerNorm, m);
  }
}
