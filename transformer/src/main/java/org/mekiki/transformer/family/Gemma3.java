package org.mekiki.transformer.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionForm;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
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
import org.mekiki.transformer.head.LastRowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * Gemma 3 (Gemma Team 2025) looking both ways, as EmbeddingGemma does (Schechter Vera et al. 2025):
 * word embeddings enlarged by the root of the width, RMS norms around attention and feed-forward
 * and on each head's queries and keys, grouped keys, gated feed-forward blocks, and layers that see
 * near tokens alone between those that see all.
 */
final class Gemma3 implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("model.", "");
  private static final String ROTARY = "rope_parameters";
  private static final String OLDER_ROTARY = "rope_scaling";

  @Override
  public String name() {
    return "gemma3_text";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requirePlainEncoder(config);
    if (!config.truth("use_bidirectional_attention", false)) {
      throw new UnsupportedModelException(
          "\"use_bidirectional_attention\" is false in the configuration: the model reads from left"
              + " to right only, which is not supported");
    }
    config.requireNone("attn_logit_softcapping", "capped scores are not supported");
    int hiddenSize = config.integer("hidden_size", 2304);
    int heads = config.integer("num_attention_heads", 8);
    int layers = config.integer("num_hidden_layers", 26);
    int positions = config.integer("max_position_embeddings", 131_072);
    int headSize = config.integer("head_dim", 256);
    int width = Math.max(1, hiddenSize);
    boolean bias = config.truth("attention_bias", false);
    EncoderForm form =
        EncoderForm.bert(width)
            .with(
                new EmbeddingForm(width, EmbeddingForm.Steps.PLAIN, false, Math.sqrt(width), 0, -1))
            .with(new LayerForm(true, true, true, bias, false, false, true))
            .with(NormKind.RMS_FROM_ONE)
            .with(heads(config, hiddenSize, heads, headSize))
            .with(rotary(config, layers, positions));
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size", 262_208))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(config.integer("intermediate_size", 9216))
        .activation(Activation.of(config, "hidden_activation", "gelu_pytorch_tanh"))
        .epsilon((float) config.number("rms_norm_eps", 1e-6))
        .positions(positions)
        .form(form)
        .build();
  }

  private static AttentionForm heads(ConfigValues config, int hiddenSize, int heads, int headSize) {
    AttentionForm cut =
        BertLike.heads(hiddenSize, heads, headSize, config.integer("num_key_value_heads", 4));
    double size = config.number("query_pre_attn_scalar", 256);
    if (!(size > 0)) {
      throw new UnsupportedModelException(
          "\"query_pre_attn_scalar\" is %s in the configuration; it must be above 0"
              .formatted(size));
    }
    double scale = size == headSize ? 0 : 1 / Math.sqrt(size);
    return new AttentionForm(cut.headSize(), cut.keyHeads(), true, scale);
  }

  private static Rotary rotary(ConfigValues config, int layers, int positions) {
    boolean older = config.isSet(OLDER_ROTARY);
    LayerKinds.requireGroups(config, ROTARY);
    int sliding = config.integer("sliding_window", 4096);
    return new Rotary(
        RotaryKeys.read(
            config,
            older ? OLDER_ROTARY : ROTARY + "." + LayerKinds.FULL,
            config.number("rope_theta", 1_000_000),
            positions),
        RotaryKeys.read(
            config,
            ROTARY + "." + LayerKinds.SLIDING,
            config.number("rope_local_base_freq", 10_000),
            positions),
        Math.max(0, sliding) / 2,
        layers(config, layers));
  }

  private static String layers(ConfigValues config, int layers) {
    int pattern = LayerKinds.period(config, "sliding_window_pattern", 6);
    return LayerKinds.read(config, layers, i -> (i + 1) % pattern == 0);
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    Rotary rotary = (Rotary) config.form().positions();
    double scale = config.form().attention().scale();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("hidden_size", config.hiddenSize());
    keys.put("num_hidden_layers", config.layers());
    keys.put("num_attention_heads", config.heads());
    keys.put("num_key_value_heads", config.keyHeads());
    keys.put("head_dim", config.headSize());
    keys.put("intermediate_size", config.feedForwardSize());
    keys.put("hidden_activation", config.activation().label());
    keys.put("rms_norm_eps", BertLike.decimal(config.epsilon()));
    keys.put("max_position_embeddings", config.positions());
    keys.put("attention_bias", config.form().layer().attentionBias());
    keys.put(
        "query_pre_attn_scalar", scale == 0 ? config.headSize() : Math.round(1 / (scale * scale)));
    keys.put("use_bidirectional_attention", true);
    keys.put("sliding_window", 2 * rotary.window());
    keys.put("layer_types", LayerKinds.types(rotary));
    keys.put(
        ROTARY,
        Map.of(
            LayerKinds.FULL,
            RotaryKeys.group(rotary.frequencies()),
            LayerKinds.SLIDING,
            RotaryKeys.group(rotary.localFrequencies())));
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    var specs =
        new WeightSpecs(PREFIXES)
            .encoder("embeddings.word", "embed_tokens.weight", config.vocabularySize(), m);
    for (int i = 0; i < config.layers(); i++) {
      String name = "layers." + i + ".";
      specs
          .scale(name + "attention_norm", name + "input_layernorm", m)
          .scale(name + "mixed_norm", name + "post_attention_layernorm", m)
          .scale(name + "outer_norm", name + "pre_feedforward_layernorm", m)
          .scale(name + "fed_norm", name + "post_feedforward_layernorm", m)
          .scale(name + "query_norm", name + "self_attn.q_norm", config.headSize())
          .scale(name + "key_norm", name + "self_attn.k_norm", config.headSize());
      EuroBert.block(specs, name, config);
    }
    return specs.scale("final_norm", "norm", m).list();
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        new LastRowClassifier("Gemma3TextForSequenceClassification"),
        new SentenceEmbedding("Gemma3TextModel"));
  }
}
