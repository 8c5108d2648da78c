package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/** DistilBERT (Sanh et al. 2019): no token types, ε always 1e-12, a ReLU in the head. */
final class DistilBert implements EncoderFamily {
  private static final float EPSILON = 1e-12f;

  @Override
  public String name() {
    return "distilbert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requirePlainEncoder(config);
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size", 30522))
        .hiddenSize(renamed(config, "hidden_size", "dim", 768))
        .layers(renamed(config, "num_hidden_layers", "n_layers", 6))
        .heads(renamed(config, "num_attention_heads", "n_heads", 12))
        .feedForwardSize(config.integer("hidden_dim", 3072))
        .activation(Activation.of(config, "activation", "gelu"))
        .epsilon(EPSILON)
        .positions(config.integer("max_position_embeddings", 512))
        .build();
  }

  /** The class knows some keys by the names that other families give them; those come first. */
  private static int renamed(ConfigValues config, String general, String own, int absent) {
    return config.integer(general, config.integer(own, absent));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("dim", config.hiddenSize());
    keys.put("n_layers", config.layers());
    keys.put("n_heads", config.heads());
    keys.put("hidden_dim", config.feedForwardSize());
    keys.put("activation", config.activation().label());
    keys.put("max_position_embeddings", config.positions());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    var specs =
        new WeightSpecs(List.of("distilbert.", ""))
            .encoder(
                "embeddings.word", "embeddings.word_embeddings.weight", config.vocabularySize(), m)
            .encoder(
                "embeddings.position",
                "embeddings.position_embeddings.weight",
                config.positions(),
                m)
            .norm("embeddings.norm", "embeddings.LayerNorm", m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "transformer.layer." + i + ".";
      String to = "layers." + i + ".";
      specs
          .linear(to + "query", from + "attention.q_lin", m, m)
          .linear(to + "key", from + "attention.k_lin", m, m)
          .linear(to + "value", from + "attention.v_lin", m, m)
          .linear(to + "attention_output", from + "attention.out_lin", m, m)
          .norm(to + "attention_norm", from + "sa_layer_norm", m)
          .linear(to + "inner", from + "ffn.lin1", m, config.feedForwardSize())
          .linear(to + "outer", from + "ffn.lin2", config.feedForwardSize(), m)
          .norm(to + "outer_norm", from + "output_layer_norm", m);
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "DistilBertForSequenceClassification",
            "pre_classifier",
            Activation.RELU,
            "classifier"));
    heads.add(OtherHeads.vocabulary("DistilBertForMaskedLM"));
    heads.addAll(OtherHeads.plain("DistilBert"));
    return heads;
  }
}
