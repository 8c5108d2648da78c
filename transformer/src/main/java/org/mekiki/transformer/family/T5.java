package org.mekiki.transformer.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionForm;
import org.mekiki.transformer.encoder.AttentionPositions.DistanceBias;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.NormKind;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * The encoder of T5 (Raffel et al. 2020), mT5 (Xue et al. 2021) and UMT5 (Chung et al. 2023): no
 * positions but a bias by distance, products of queries and keys that are not scaled, norms by the
 * root mean square before the blocks, no other biases. The decoder is left alone.
 *
 * @param name of the family
 * @param className that class names begin with
 * @param everyLayer whether each layer has its own biases by distance
 * @param feedForward {@code feed_forward_proj} where the configuration has none
 * @param absent values of other absent keys
 */
record T5(
    String name, String className, boolean everyLayer, String feedForward, EncoderConfig absent)
    implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("transformer.", "");
  private static final String GATED = "gated-";

  /** Tokens of the texts that the first models were trained with. */
  private static final int LENGTH = 512;

  private static final int HEAD_SIZE = 64;

  /** T5. */
  static T5 t5() {
    return new T5("t5", "T5", false, "relu", sizes("t5", 32128, 2048, 6, 8));
  }

  /** mT5. */
  static T5 mt5() {
    return new T5("mt5", "MT5", false, "gated-gelu", sizes("mt5", 250112, 1024, 8, 6));
  }

  /** UMT5. */
  static T5 umt5() {
    return new T5("umt5", "UMT5", true, "gated-gelu", sizes("umt5", 250112, 1024, 8, 6));
  }

  private static EncoderConfig sizes(
      String family, int vocabulary, int feedForward, int layers, int heads) {
    return EncoderConfig.of(family)
        .vocabularySize(vocabulary)
        .hiddenSize(512)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(feedForward)
        .activation(Activation.RELU)
        .epsilon(1e-6f)
        .positions(LENGTH)
        .form(EncoderForm.bert(512).with(new AttentionForm(HEAD_SIZE, 0, false, 1)))
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireNoDecoder(config);
    config.requireNone("auto_map", "models with code of their own are not supported");
    int m = renamed(config, "hidden_size", "d_model", absent.hiddenSize());
    int headSize = renamed(config, "head_dim", "d_kv", HEAD_SIZE);
    if (headSize < 1) {
      throw new UnsupportedModelException(
          "\"d_kv\" is %d in the configuration; it must be 1 or more".formatted(headSize));
    }
    String proj = config.text("feed_forward_proj", feedForward);
    boolean gated = config.truth("is_gated_act", proj.startsWith(GATED));
    String last = proj.startsWith(GATED) ? proj.substring(GATED.length()) : proj;
    String activation = proj.equals("gated-gelu") ? Activation.GELU_NEW.label() : last;
    if (Activation.labels().stream().noneMatch(last::equals)) {
      throw new UnsupportedModelException(
          ("\"feed_forward_proj\" is \"%s\" in the configuration; supported are these activations,"
                  + " with or without gated- in front: %s")
              .formatted(proj, String.join(", ", Activation.labels())));
    }
    var layer = new LayerForm(true, true, gated, false, false, false, false);
    return EncoderConfig.of(name)
        .vocabularySize(config.integer("vocab_size", absent.vocabularySize()))
        .hiddenSize(m)
        .layers(renamed(config, "num_hidden_layers", "num_layers", absent.layers()))
        .heads(renamed(config, "num_attention_heads", "num_heads", absent.heads()))
        .feedForwardSize(config.integer("d_ff", absent.feedForwardSize()))
        .activation(Activation.of(config, "dense_act_fn", activation))
        .epsilon((float) config.number("layer_norm_epsilon", absent.epsilon()))
        .positions(renamed(config, "max_position_embeddings", "n_positions", absent.positions()))
        .form(
            EncoderForm.bert(Math.max(1, m))
                .with(new EmbeddingForm(Math.max(1, m), EmbeddingForm.Steps.PLAIN, false))
                .with(layer)
                .with(positions(config))
                .with(NormKind.RMS)
                .with(new AttentionForm(headSize, 0, false, 1)))
        .build();
  }

  /** Keys may have the names that other families give them; those come first. */
  private static int renamed(ConfigValues config, String general, String own, int absent) {
    return config.integer(general, config.integer(own, absent));
  }

  private DistanceBias positions(ConfigValues config) {
    int buckets = config.integer("relative_attention_num_buckets", 32);
    int limit = config.integer("relative_attention_max_distance", 128);
    if (buckets < 4 || buckets > 1 << 16) {
      throw new UnsupportedModelException(
          "\"relative_attention_num_buckets\" is %d in the configuration; it must be from 4 to 65536"
              .formatted(buckets));
    }
    if (limit <= buckets / 4) {
      throw new UnsupportedModelException(
          ("\"relative_attention_max_distance\" is %d in the configuration; it must be above a"
                  + " quarter of the %d buckets")
              .formatted(limit, buckets));
    }
    return new DistanceBias(buckets, buckets, limit, everyLayer);
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("d_model", config.hiddenSize());
    keys.put("d_kv", config.headSize());
    keys.put("d_ff", config.feedForwardSize());
    keys.put("num_layers", config.layers());
    keys.put("num_heads", config.heads());
    keys.put("n_positions", config.positions());
    keys.put("layer_norm_epsilon", BertLike.decimal(config.epsilon()));
    boolean gated = config.form().layer().gated();
    keys.put("feed_forward_proj", (gated ? GATED : "") + config.activation().label());
    keys.put("dense_act_fn", config.activation().label());
    keys.put("is_gated_act", gated);
    keys.put("is_encoder_decoder", false);
    if (config.form().positions() instanceof DistanceBias bias) {
      keys.put("relative_attention_num_buckets", bias.buckets());
      keys.put("relative_attention_max_distance", bias.limit());
    }
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int a = config.attentionSize();
    int f = config.feedForwardSize();
    boolean gated = config.form().layer().gated();
    var specs =
        new WeightSpecs(PREFIXES)
            .named(
                "embeddings.word",
                List.of("shared.weight", "encoder.embed_tokens.weight"),
                config.vocabularySize(),
                m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.block." + i + ".layer.";
      String to = "layers." + i + ".";
      String self = from + "0.SelfAttention.";
      String feed = from + "1.DenseReluDense.";
      addBias(specs, i, to, self, config);
      specs
          .encoder(to + "attention_norm.weight", from + "0.layer_norm.weight", m)
          .linear(to + "query", self + "q", m, a, false)
          .linear(to + "key", self + "k", m, a, false)
          .linear(to + "value", self + "v", m, a, false)
          .linear(to + "attention_output", self + "o", a, m, false)
          .encoder(to + "outer_norm.weight", from + "1.layer_norm.weight", m)
          .linear(to + "inner", feed + (gated ? "wi_0" : "wi"), m, f, false);
      if (gated) {
        specs.linear(to + "gate", feed + "wi_1", m, f, false);
      }
      specs.linear(to + "outer", feed + "wo", f, m, false);
    }
    return specs.encoder("final_norm.weight", "encoder.final_layer_norm.weight", m).list();
  }

  private void addBias(WeightSpecs specs, int layer, String to, String self, EncoderConfig config) {
    if (!everyLayer && layer > 0) {
      return;
    }
    if (config.form().positions() instanceof DistanceBias bias) {
      specs.encoder(
          everyLayer ? to + "distance_bias" : "positions.bias",
          self + "relative_attention_bias.weight",
          bias.rows(),
          config.heads());
    }
  }

  /** The decoder and its language model. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.startsWith("decoder.")
        || tensor.startsWith("lm_head.")
        || tensor.endsWith("encoder.embed_tokens.weight")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        RowClassifier.tags(className + "ForTokenClassification"),
        new SentenceEmbedding(className + "EncoderModel"));
  }
}
