package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * RemBERT (Chung et al. 2021): BERT with narrow embeddings and a decoder of another width that is
 * never tied to them.
 */
final class RemBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("rembert.", "");

  @Override
  public String name() {
    return "rembert";
  }

  private EncoderConfig absent() {
    return BertLike.base(name())
        .vocabularySize(250300)
        .hiddenSize(1152)
        .layers(32)
        .heads(18)
        .feedForwardSize(4608)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, absent()).build();
    int size = config.integer("input_embedding_size", 256);
    return plain.with(
        plain.form().with(new EmbeddingForm(size, EmbeddingForm.Steps.NORM_PROJECTION, true)));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("input_embedding_size", config.embeddingSize());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.encoderWeights(config, PREFIXES);
    return specs
        .linear(
            "embeddings.projection",
            "encoder.embedding_hidden_mapping_in",
            config.embeddingSize(),
            config.hiddenSize())
        .list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("RemBertForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.wideDecoder("RemBertForMaskedLM"));
    heads.addAll(OtherHeads.plain("RemBert"));
    return heads;
  }
}
