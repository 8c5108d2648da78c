package org.mekiki.transformer.family;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;

/**
 * RoBERTa with norms before attention and feed-forward: XLM-RoBERTa XL (Goyal et al. 2021), whose
 * embeddings have no norm, and RoBERTa PreLayerNorm (Ott et al. 2019), whose embeddings have one.
 *
 * @param name of the family
 * @param className that class names begin with
 * @param prefix of weights' names
 * @param absent values of absent configuration keys
 * @param embedding what is done with the embeddings
 * @param norms names of a layer's norms, before attention and before feed-forward
 * @param finalNorm name of the norm after all layers
 */
record PreNormRoberta(
    String name,
    String className,
    String prefix,
    EncoderConfig absent,
    EmbeddingForm.Steps embedding,
    List<String> norms,
    String finalNorm)
    implements EncoderFamily {
  /** XLM-RoBERTa XL. */
  static PreNormRoberta xl() {
    return new PreNormRoberta(
        "xlm-roberta-xl",
        "XLMRobertaXL",
        "roberta.",
        BertLike.base("xlm-roberta-xl")
            .vocabularySize(250880)
            .hiddenSize(2560)
            .layers(36)
            .heads(32)
            .feedForwardSize(10240)
            .epsilon(1e-5f)
            .positions(514)
            .types(1)
            .build(),
        EmbeddingForm.Steps.PLAIN,
        List.of("attention.self_attn_layer_norm", "LayerNorm"),
        "encoder.LayerNorm");
  }

  /** RoBERTa PreLayerNorm. */
  static PreNormRoberta preLayerNorm() {
    return new PreNormRoberta(
        "roberta-prelayernorm",
        "RobertaPreLayerNorm",
        "roberta_prelayernorm.",
        BertLike.base("roberta-prelayernorm").vocabularySize(50265).build(),
        EmbeddingForm.Steps.NORM,
        List.of("attention.LayerNorm", "intermediate.LayerNorm"),
        "LayerNorm");
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = RobertaLike.config(config, absent);
    EncoderForm form =
        plain
            .form()
            .with(LayerForm.PRE_NORM)
            .with(new EmbeddingForm(plain.embeddingSize(), embedding, true));
    return plain.with(BertLike.positions(form, config, true));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    return RobertaLike.withPadding(config);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.embeddingWeights(config, List.of(prefix, ""));
    int m = config.hiddenSize();
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      BertLike.attention(specs, to, from, config);
      BertLike.rest(specs, to, from, config, norms.get(0), norms.get(1));
    }
    return specs.norm("final_norm", finalNorm, m).list();
  }

  @Override
  public List<HeadForm> heads() {
    return RobertaLike.heads(className);
  }
}
