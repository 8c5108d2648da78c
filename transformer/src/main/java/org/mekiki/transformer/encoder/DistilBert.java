package org.mekiki.transformer.encoder;

import java.util.List;
import java.util.Map;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Shape;

/** DistilBERT (Sanh et al. 2019): no token types, ε always 1e-12, a ReLU in the head. */
final class DistilBert implements EncoderFamily {
  private static final float EPSILON = 1e-12f;

  @Override
  public String name() {
    return "distilbert";
  }

  @Override
  public String architecture() {
    return "DistilBertForSequenceClassification";
  }

  @Override
  public EncoderConfig config(ConfigValues config, Map<String, Shape> shapes) {
    BertLike.requirePlainClassifier(config);
    return new EncoderConfig(
        name(),
        config.integer("vocab_size", 30522),
        config.integer("dim", 768),
        config.integer("n_layers", 6),
        config.integer("n_heads", 12),
        config.integer("hidden_dim", 3072),
        Activation.of(config.text("activation", "gelu")),
        EPSILON,
        config.integer("max_position_embeddings", 512),
        0,
        0,
        BertLike.labels("classifier.weight", shapes));
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    var names =
        new WeightNames("distilbert.", "")
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
      names
          .linear(to + "query", from + "attention.q_lin", m, m)
          .linear(to + "key", from + "attention.k_lin", m, m)
          .linear(to + "value", from + "attention.v_lin", m, m)
          .linear(to + "attention_output", from + "attention.out_lin", m, m)
          .norm(to + "attention_norm", from + "sa_layer_norm", m)
          .linear(to + "inner", from + "ffn.lin1", m, config.feedForwardSize())
          .linear(to + "outer", from + "ffn.lin2", config.feedForwardSize(), m)
          .norm(to + "outer_norm", from + "output_layer_norm", m);
    }
    return names
        .head("head.dense", "pre_classifier", m, m)
        .head("head.out", "classifier", m, config.labels())
        .list();
  }

  @Override
  public ClassifierHead head(Weights weights) {
    LinearWeights dense = weights.linear("head.dense");
    LinearWeights out = weights.linear("head.out");
    return first -> Ops.linear(Ops.relu(Ops.linear(first, dense)), out);
  }
}
