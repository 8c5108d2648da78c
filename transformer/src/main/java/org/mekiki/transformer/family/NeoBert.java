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
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * NeoBERT (Le Breton et al. 2025), under the names of its own code: RMS norms before attention and
 * feed-forward, rotary positions whose pairs are neighbours, gated feed-forward blocks, no biases
 * and no token types.
 */
final class NeoBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("model.", "");
  private static final double THETA = 10_000;

  /** Feed-forward blocks are two thirds as wide as configured, in multiples of this. */
  private static final int WIDTHS = 8;

  @Override
  public String name() {
    return "neobert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, "NeoBERT");
    config.requireOnly("hidden_act", "swiglu");
    config.requireOnly("rms_norm", "true");
    config.requireOnly("rope", "true");
    config.requireOnly("ngpt", "false");
    int hiddenSize = config.integer("hidden_size", 768);
    int layers = config.integer("num_hidden_layers", 28);
    var frequencies = RotaryFrequencies.of(THETA);
    EncoderForm form =
        EncoderForm.bert(Math.max(1, hiddenSize))
            .with(new EmbeddingForm(Math.max(1, hiddenSize), EmbeddingForm.Steps.PLAIN, false))
            .with(new LayerForm(true, true, true, false, false, false, false))
            .with(NormKind.RMS)
            .with(
                new Rotary(
                    frequencies,
                    frequencies,
                    0,
                    Rotary.everywhere(frequencies, layers).layers(),
                    1,
                    true,
                    false,
                    false));
    int width = (int) (2L * config.integer("intermediate_size", 3072) / 3);
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size", 30522))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(config.integer("num_attention_heads", 12))
        .feedForwardSize(Math.ceilDiv(width, WIDTHS) * WIDTHS)
        .activation(Activation.SILU)
        .epsilon((float) config.number("norm_eps", 1e-6))
        .positions(config.integer("max_length", config.integer("max_position_embeddings", 1024)))
        .form(form)
        .build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("hidden_size", config.hiddenSize());
    keys.put("num_hidden_layers", config.layers());
    keys.put("num_attention_heads", config.heads());
    // The smallest number of which two thirds are the width.
    keys.put("intermediate_size", Math.ceilDiv(3 * config.feedForwardSize(), 2));
    keys.put("norm_eps", BertLike.decimal(config.epsilon()));
    keys.put("max_length", config.positions());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    List<String> parts = List.of("query", "key", "value");
    var specs =
        new WeightSpecs(PREFIXES)
            .encoder("embeddings.word", "encoder.weight", config.vocabularySize(), m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "transformer_encoder." + i + ".";
      String to = "layers." + i + ".";
      for (String part : parts) {
        // Each head's queries, keys and values stand together.
        var cut = WeightPart.packed(parts.indexOf(part), parts.size(), config.heads(), m, m);
        specs
            .part(to + part + ".weight", from + "qkv.weight", cut, m, m)
            .zeros(to + part + ".bias", m);
      }
      specs
          .linear(to + "attention_output", from + "wo", m, m, false)
          .scale(to + "attention_norm", from + "attention_norm", m)
          .packedLinear(to + "inner", from + "ffn.w12", 0, 2, m, f, false)
          .packedLinear(to + "gate", from + "ffn.w12", 1, 2, m, f, false)
          .linear(to + "outer", from + "ffn.w3", f, m, false)
          .scale(to + "outer_norm", from + "ffn_norm", m);
    }
    return specs.scale("final_norm", "layer_norm", m).list();
  }

  /** The angles, which older versions saved. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.endsWith("freqs_cis") || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        new FirstRowClassifier(
            "NeoBERTForSequenceClassification", "dense", Activation.TANH, "classifier"),
        OtherHeads.neoBert("NeoBERTLMHead"),
        new SentenceEmbedding("NeoBERT"));
  }
}
