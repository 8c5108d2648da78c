package org.mekiki.transformer.family;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;

/** jina-embeddings-v3 (Sturua et al. 2024): XLM-RoBERTa with rotary positions. */
final class JinaV3 implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("roberta.", "");
  private static final double THETA = 20_000;

  @Override
  public String name() {
    return "jina_embeddings_v3";
  }

  private EncoderConfig absent() {
    return BertLike.base(name())
        .vocabularySize(250002)
        .hiddenSize(1024)
        .layers(24)
        .heads(16)
        .feedForwardSize(4096)
        .epsilon(1e-5f)
        .positions(8194)
        .types(1)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, "JinaEmbeddingsV3", "XLMRoberta");
    int hiddenSize = config.integer("hidden_size", absent().hiddenSize());
    int heads = config.integer("num_attention_heads", absent().heads());
    int headSize = config.integer("head_dim", BertLike.headSize(hiddenSize, heads));
    int positions = config.integer("max_position_embeddings", absent().positions());
    int layers = config.integer("num_hidden_layers", absent().layers());
    double theta = config.number("rotary_emb_base", THETA);
    EncoderForm bert = EncoderForm.bert(Math.max(1, hiddenSize));
    EncoderForm form =
        bert.with(bert.embedding().withoutPositions())
            .with(BertLike.heads(hiddenSize, heads, headSize, heads))
            .with(Rotary.everywhere(RotaryKeys.read(config, theta, positions), layers));
    return BertLike.readSizes(config, absent()).form(form).build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    if (config.form().attention().headSize() > 0) {
      keys.put("head_dim", config.headSize());
    }
    RotaryKeys.addTo(keys, (Rotary) config.form().positions());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    WeightSpecs specs = BertLike.tables(config, PREFIXES).norm("embeddings.norm", "emb_ln", m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layers." + i + ".";
      String to = "layers." + i + ".";
      BertLike.packedProjections(specs, to, from + "mixer.Wqkv", config, true);
      specs
          .linear(
              to + "attention_output",
              from + "mixer.out_proj",
              config.heads() * config.headSize(),
              m)
          .norm(to + "attention_norm", from + "norm1", m)
          .linear(to + "inner", from + "mlp.fc1", m, f)
          .linear(to + "outer", from + "mlp.fc2", f, m)
          .norm(to + "outer_norm", from + "norm2", m);
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    return RobertaLike.heads("JinaEmbeddingsV3");
  }
}
