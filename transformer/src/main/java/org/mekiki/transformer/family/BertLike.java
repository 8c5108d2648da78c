package org.mekiki.transformer.family;

import java.util.List;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightNames;

/** What BERT and RoBERTa share: configuration keys and weight names. */
final class BertLike {
  private BertLike() {}

  static void requireSupported(ConfigValues config) {
    config.requireOnly("position_embedding_type", "absolute");
    config.requireOnly("is_decoder", "false");
    config.requireOnly("add_cross_attention", "false");
    requirePlainEncoder(config);
  }

  /** Keys that change what any of these families computes. */
  static void requirePlainEncoder(ConfigValues config) {
    config.requireOnly("is_encoder_decoder", "false");
    config.requireNone("quantization_config", "quantised weights are not supported");
    config.requireNone("pruned_heads", "pruned attention heads are not supported");
  }

  static WeightNames encoderWeights(EncoderConfig config, List<String> prefixes) {
    int m = config.hiddenSize();
    var names =
        new WeightNames(prefixes)
            .encoder(
                "embeddings.word", "embeddings.word_embeddings.weight", config.vocabularySize(), m)
            .encoder(
                "embeddings.position",
                "embeddings.position_embeddings.weight",
                config.positions(),
                m)
            .encoder(
                "embeddings.type", "embeddings.token_type_embeddings.weight", config.types(), m)
            .norm("embeddings.norm", "embeddings.LayerNorm", m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      names
          .linear(to + "query", from + "attention.self.query", m, m)
          .linear(to + "key", from + "attention.self.key", m, m)
          .linear(to + "value", from + "attention.self.value", m, m)
          .linear(to + "attention_output", from + "attention.output.dense", m, m)
          .norm(to + "attention_norm", from + "attention.output.LayerNorm", m)
          .linear(to + "inner", from + "intermediate.dense", m, config.feedForwardSize())
          .linear(to + "outer", from + "output.dense", config.feedForwardSize(), m)
          .norm(to + "outer_norm", from + "output.LayerNorm", m);
    }
    return names;
  }

  static EncoderConfig config(
      String family,
      ConfigValues config,
      int vocabularySize,
      int positions,
      int types,
      int firstPosition) {
    return new EncoderConfig(
        family,
        config.integer("vocab_size", vocabularySize),
        config.integer("hidden_size", 768),
        config.integer("num_hidden_layers", 12),
        config.integer("num_attention_heads", 12),
        config.integer("intermediate_size", 3072),
        Activation.of(config.text("hidden_act", "gelu")),
        (float) config.number("layer_norm_eps", 1e-12),
        config.integer("max_position_embeddings", positions),
        firstPosition,
        config.integer("type_vocab_size", types));
  }
}
