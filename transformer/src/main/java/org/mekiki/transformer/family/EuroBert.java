package org.mekiki.transformer.family;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.NormKind;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.DenseClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * EuroBERT (Boizard et al. 2025): Llama's layers looking both ways, with RMS norms before attention
 * and feed-forward, rotary positions, grouped keys and gated feed-forward blocks. No token types.
 */
final class EuroBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("model.", "");
  private static final double THETA = 10_000;

  @Override
  public String name() {
    return "eurobert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, "EuroBert");
    int hiddenSize = config.integer("hidden_size", 768);
    int heads = config.integer("num_attention_heads", 12);
    int layers = config.integer("num_hidden_layers", 12);
    int positions = config.integer("max_position_embeddings", 8192);
    EncoderForm form =
        EncoderForm.bert(Math.max(1, hiddenSize))
            .with(new EmbeddingForm(Math.max(1, hiddenSize), EmbeddingForm.Steps.PLAIN, false))
            .with(
                new LayerForm(
                    true,
                    true,
                    true,
                    config.truth("attention_bias", false),
                    config.truth("mlp_bias", false),
                    false,
                    false))
            .with(NormKind.RMS)
            .with(
                BertLike.heads(
                    hiddenSize,
                    heads,
                    config.integer("head_dim", BertLike.headSize(hiddenSize, heads)),
                    config.integer("num_key_value_heads", Math.max(1, heads))))
            .with(Rotary.everywhere(RotaryKeys.read(config, THETA, positions), layers));
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size", 128256))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(config.integer("intermediate_size", 3072))
        .activation(Activation.of(config, "hidden_act", "silu"))
        .epsilon((float) config.number("rms_norm_eps", 1e-5))
        .positions(positions)
        .form(form)
        .build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    LayerForm layer = config.form().layer();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("hidden_size", config.hiddenSize());
    keys.put("num_hidden_layers", config.layers());
    keys.put("num_attention_heads", config.heads());
    keys.put("num_key_value_heads", config.keyHeads());
    keys.put("head_dim", config.headSize());
    keys.put("intermediate_size", config.feedForwardSize());
    keys.put("hidden_act", config.activation().label());
    keys.put("rms_norm_eps", BertLike.decimal(config.epsilon()));
    keys.put("max_position_embeddings", config.positions());
    keys.put("attention_bias", layer.attentionBias());
    keys.put("mlp_bias", layer.feedForwardBias());
    RotaryKeys.addTo(keys, (Rotary) config.form().positions());
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
          .scale(name + "outer_norm", name + "post_attention_layernorm", m);
      block(specs, name, config);
    }
    return specs.scale("final_norm", "norm", m).list();
  }

  /** A layer's attention and feed-forward block by the names that Llama's have. */
  static void block(WeightSpecs specs, String name, EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    LayerForm form = config.form().layer();
    List<String> names =
        List.of("q", "k", "v", "o").stream()
            .map(part -> name + "self_attn." + part + "_proj")
            .toList();
    BertLike.projections(specs, name, names, config, form.attentionBias());
    specs
        .linear(name + "inner", name + "mlp.gate_proj", m, f, form.feedForwardBias())
        .linear(name + "gate", name + "mlp.up_proj", m, f, form.feedForwardBias())
        .linear(name + "outer", name + "mlp.down_proj", f, m, form.feedForwardBias());
  }

  /** Frequencies that older versions saved. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.endsWith("inv_freq") || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        new DenseClassifier("EuroBertForSequenceClassification"),
        OtherHeads.linear("EuroBertForMaskedLM"),
        RowClassifier.tags("EuroBertForTokenClassification"),
        new SentenceEmbedding("EuroBertModel"));
  }
}
