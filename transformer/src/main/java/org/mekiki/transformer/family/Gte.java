package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * GTE (Zhang et al. 2024): BERT with rotary positions and gated feed-forward blocks, as a class of
 * transformers, or under the names of the models' own code.
 *
 * @param name of the family
 * @param className that class names begin with
 * @param prefix of weights' names
 * @param theta θ where the configuration does not say
 * @param ownCode whether the models come with code
 */
record Gte(String name, String className, String prefix, double theta, boolean ownCode)
    implements EncoderFamily {
  private static final String SCALING = "rope_scaling";

  /** The class of transformers. */
  static Gte ofClass() {
    return new Gte("gte", "Gte", "gte.", 160_000, false);
  }

  /** The models' own code. */
  static Gte ofOwnCode() {
    return new Gte("new", "New", "new.", 10_000, true);
  }

  private List<String> prefixes() {
    return List.of(prefix, "");
  }

  private EncoderConfig absent() {
    return BertLike.base(name)
        .vocabularySize(ownCode ? 30528 : 250048)
        .positions(ownCode ? 2048 : 8192)
        .types(1)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, "New", "Gte");
    if (ownCode) {
      config.requireOnly("layer_norm_type", "layer_norm");
      config.requireOnly("position_embedding_type", "rope");
      config.requireOnly("logn_attention_scale", "false");
      config.requireOnly("pack_qkv", "true");
    }
    int hiddenSize = config.integer("hidden_size", absent().hiddenSize());
    int heads = config.integer("num_attention_heads", absent().heads());
    int headSize = BertLike.headSize(hiddenSize, heads);
    int own = ownCode ? headSize : config.integer("head_dim", headSize);
    int positions = config.integer("max_position_embeddings", absent().positions());
    int layers = config.integer("num_hidden_layers", absent().layers());
    RotaryFrequencies frequencies =
        ownCode && config.text(SCALING + ".type", "").equals(RotaryFrequencies.NTK)
            ? ntk(config)
            : RotaryKeys.read(config, theta, positions);
    EncoderForm bert = EncoderForm.bert(Math.max(1, hiddenSize));
    EncoderForm form =
        bert.with(bert.embedding().withoutPositions())
            .with(new LayerForm(false, true, true, true, false, true, false))
            .with(BertLike.heads(hiddenSize, heads, own, heads))
            .with(Rotary.everywhere(frequencies, layers));
    return BertLike.readSizes(config, absent()).form(form).build();
  }

  private RotaryFrequencies ntk(ConfigValues config) {
    config.requireNone(SCALING + ".mixed_b", "mixed scaling is not supported");
    double factor = config.number(SCALING + ".factor");
    if (!(factor > 1)) {
      throw new UnsupportedModelException(
          "\"%s.factor\" is %s in the configuration; it must be above 1"
              .formatted(SCALING, factor));
    }
    return new RotaryFrequencies(
        config.number("rope_theta", theta), RotaryFrequencies.NTK, Map.of("factor", factor));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    if (config.form().attention().headSize() > 0) {
      keys.put("head_dim", config.headSize());
    }
    Rotary rotary = (Rotary) config.form().positions();
    RotaryKeys.addTo(keys, rotary);
    if (rotary.frequencies().type().equals(RotaryFrequencies.NTK)) {
      keys.remove("rope_parameters");
      var scaling = new LinkedHashMap<String, Object>(rotary.frequencies().numbers());
      scaling.put("type", RotaryFrequencies.NTK);
      keys.put(SCALING, scaling);
    }
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    WeightSpecs specs = BertLike.embeddingWeights(config, prefixes());
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      BertLike.packedProjections(specs, to, from + "attention.qkv_proj", config, true);
      specs
          .linear(
              to + "attention_output",
              from + "attention.o_proj",
              config.heads() * config.headSize(),
              m)
          .norm(to + "attention_norm", from + "attn_ln", m)
          .packedLinear(to + "gate", from + "mlp.up_gate_proj", 0, 2, m, f, false)
          .packedLinear(to + "inner", from + "mlp.up_gate_proj", 1, 2, m, f, false)
          .linear(to + "outer", from + "mlp.down_proj", f, m)
          .norm(to + "outer_norm", from + "mlp_ln", m);
    }
    return specs.list();
  }

  /** Frequencies that older versions saved. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.endsWith("inv_freq") || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled(className + "ForSequenceClassification", prefixes()));
    heads.add(OtherHeads.gte(className + "ForMaskedLM"));
    heads.add(RowClassifier.tags(className + "ForTokenClassification"));
    if (ownCode) {
      heads.add(RowClassifier.answers(className + "ForQuestionAnswering"));
    }
    heads.add(new SentenceEmbedding(className + "Model"));
    return heads;
  }
}
