package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.PooledClassifier;

/**
 * ModernBERT (Warner et al. 2024): rotary positions, norms before attention and feed-forward, gated
 * feed-forward blocks, and layers that see near tokens alone between those that see all. No token
 * types.
 */
final class ModernBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("model.", "");

  @Override
  public String name() {
    return "modernbert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requirePlainEncoder(config);
    int hiddenSize = config.integer("hidden_size", 768);
    int layers = config.integer("num_hidden_layers", 22);
    int heads = config.integer("num_attention_heads", 12);
    var layer =
        new LayerForm(
            true,
            false,
            true,
            config.truth("attention_bias", false),
            config.truth("mlp_bias", false),
            config.truth("norm_bias", false),
            false);
    EncoderForm form =
        EncoderForm.bert(Math.max(1, hiddenSize))
            .with(new EmbeddingForm(Math.max(1, hiddenSize), EmbeddingForm.Steps.NORM, false))
            .with(layer)
            .with(rotary(config, layers));
    if (heads > 0) {
      config.requireOnly("head_dim", Integer.toString(hiddenSize / heads));
    }
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size", 50368))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(config.integer("intermediate_size", 1152))
        .activation(Activation.of(config, "hidden_activation", "gelu"))
        .epsilon((float) config.number("norm_eps", 1e-5))
        .positions(config.integer("max_position_embeddings", 8192))
        .form(form)
        .build();
  }

  private static Rotary rotary(ConfigValues config, int layers) {
    config.requireNone("rope_scaling", "only the frequencies of rope_theta are supported");
    LayerKinds.requireGroups(config, "rope_parameters");
    int window = config.integer("local_attention", 128) / 2;
    config.requireOnly("sliding_window", Integer.toString(window));
    return new Rotary(
        RotaryFrequencies.of(theta(config, LayerKinds.FULL, "global_rope_theta", 160_000)),
        RotaryFrequencies.of(theta(config, LayerKinds.SLIDING, "local_rope_theta", 10_000)),
        window,
        layers(config, layers));
  }

  /** Newer configurations have a group of keys for each kind of layer, older ones one key. */
  private static double theta(ConfigValues config, String kind, String olderKey, double absent) {
    String group = "rope_parameters." + kind;
    config.requireOnly(group + ".rope_type", "default");
    for (String key : config.below(group)) {
      if (!key.equals("rope_type") && !key.equals("rope_theta")) {
        throw new UnsupportedModelException(
            "\"%s.%s\" is set in the configuration; supported are rope_type and rope_theta"
                .formatted(group, key));
      }
    }
    return config.number(group + ".rope_theta", config.number(olderKey, absent));
  }

  private static String layers(ConfigValues config, int layers) {
    int every = LayerKinds.period(config, "global_attn_every_n_layers", 3);
    return LayerKinds.read(config, layers, i -> i % every == 0);
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    LayerForm layer = config.form().layer();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("hidden_size", config.hiddenSize());
    keys.put("num_hidden_layers", config.layers());
    keys.put("num_attention_heads", config.heads());
    keys.put("intermediate_size", config.feedForwardSize());
    keys.put("hidden_activation", config.activation().label());
    keys.put("norm_eps", BertLike.decimal(config.epsilon()));
    keys.put("max_position_embeddings", config.positions());
    keys.put("attention_bias", layer.attentionBias());
    keys.put("mlp_bias", layer.feedForwardBias());
    keys.put("norm_bias", layer.normBias());
    if (config.form().positions() instanceof Rotary rotary) {
      addRotary(rotary, keys);
    }
    return keys;
  }

  /** By the keys of older versions and of newer ones, which all of them understand. */
  private static void addRotary(Rotary rotary, SequencedMap<String, Object> keys) {
    keys.put("local_attention", 2 * rotary.window());
    keys.put("global_rope_theta", rotary.frequencies().theta());
    keys.put("local_rope_theta", rotary.localFrequencies().theta());
    keys.put(
        "rope_parameters",
        new TreeMap<>(
            Map.of(
                LayerKinds.FULL,
                frequencies(rotary.frequencies().theta()),
                LayerKinds.SLIDING,
                frequencies(rotary.localFrequencies().theta()))));
    every(rotary.layers()).ifPresent(every -> keys.put("global_attn_every_n_layers", every));
    keys.put("layer_types", LayerKinds.types(rotary));
  }

  private static Map<String, Object> frequencies(double theta) {
    return new TreeMap<>(Map.of("rope_type", "default", "rope_theta", theta));
  }

  /** After how many layers one that sees all keys comes again, if they come regularly. */
  private static OptionalInt every(String layers) {
    return IntStream.rangeClosed(1, Math.max(1, layers.length()))
        .filter(
            every ->
                IntStream.range(0, layers.length())
                    .allMatch(i -> layers.charAt(i) == (i % every == 0 ? 'g' : 'l')))
        .findFirst();
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    LayerForm form = config.form().layer();
    boolean bias = form.normBias();
    var specs =
        new WeightSpecs(PREFIXES)
            .encoder(
                "embeddings.word", "embeddings.tok_embeddings.weight", config.vocabularySize(), m)
            .norm("embeddings.norm", "embeddings.norm", m, bias);
    for (int i = 0; i < config.layers(); i++) {
      String from = "layers." + i + ".";
      List<String> parts = List.of("query", "key", "value");
      for (String part : parts) {
        specs.packedLinear(
            from + part, from + "attn.Wqkv", parts.indexOf(part), 3, m, m, form.attentionBias());
      }
      specs.linear(from + "attention_output", from + "attn.Wo", m, m, form.attentionBias());
      if (i > 0) {
        specs.norm(from + "attention_norm", from + "attn_norm", m, bias);
      }
      int f = config.feedForwardSize();
      boolean inner = form.feedForwardBias();
      specs
          .norm(from + "outer_norm", from + "mlp_norm", m, bias)
          .packedLinear(from + "inner", from + "mlp.Wi", 0, 2, m, f, inner)
          .packedLinear(from + "gate", from + "mlp.Wi", 1, 2, m, f, inner)
          .linear(from + "outer", from + "mlp.Wo", f, m, inner);
    }
    return specs.norm("final_norm", "final_norm", m, bias).list();
  }

  /** The language model, and frequencies that older versions saved. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.startsWith("decoder.")
        || tensor.startsWith("head.")
        || tensor.endsWith("inv_freq")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(new PooledClassifier("ModernBertForSequenceClassification"));
    heads.addAll(OtherHeads.modernBert("ModernBert"));
    return heads;
  }
}
