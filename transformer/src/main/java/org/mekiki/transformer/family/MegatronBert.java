package org.mekiki.transformer.family;

import java.util.ArrayList;
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
import org.mekiki.transformer.head.OtherHeads;

/**
 * Megatron-BERT (Shoeybi et al. 2019): BERT with norms before attention and feed-forward and none
 * on the embeddings.
 */
final class MegatronBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("bert.", "");

  @Override
  public String name() {
    return "megatron-bert";
  }

  private EncoderConfig absent() {
    return BertLike.base(name())
        .vocabularySize(29056)
        .hiddenSize(1024)
        .layers(24)
        .heads(16)
        .feedForwardSize(4096)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, absent()).build();
    EncoderForm form =
        plain
            .form()
            .with(LayerForm.PRE_NORM)
            .with(new EmbeddingForm(plain.embeddingSize(), EmbeddingForm.Steps.PLAIN, true));
    return plain.with(BertLike.positions(form, config, true));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    return BertLike.keys(config);
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      BertLike.attention(specs, to, from, config);
      BertLike.rest(specs, to, from, config, "attention.ln", "ln");
    }
    return specs.norm("final_norm", "encoder.ln", config.hiddenSize()).list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("MegatronBertForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.clsPredictions("MegatronBertForMaskedLM"));
    heads.add(OtherHeads.clsPredictions("MegatronBertForPreTraining"));
    heads.addAll(OtherHeads.plain("MegatronBert"));
    return heads;
  }
}
