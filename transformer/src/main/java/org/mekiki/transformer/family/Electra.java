package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * ELECTRA (Clark et al. 2020): embeddings may be narrower than the layers. The classifier's
 * activation is always GELU.
 */
final class Electra implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("electra.", "");

  /** ELECTRA small. */
  private static final EncoderConfig ABSENT =
      BertLike.base("electra").hiddenSize(256).heads(4).feedForwardSize(1024).build();

  @Override
  public String name() {
    return "electra";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, ABSENT).build();
    int size = config.integer("embedding_size", 128);
    EmbeddingForm.Steps steps =
        size == plain.hiddenSize() ? EmbeddingForm.Steps.NORM : EmbeddingForm.Steps.NORM_PROJECTION;
    var form = plain.form().with(new EmbeddingForm(size, steps, true));
    return plain.with(BertLike.positions(form, config, true));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("embedding_size", config.embeddingSize());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.encoderWeights(config, PREFIXES);
    if (config.form().embedding().steps().projects()) {
      specs.linear(
          "embeddings.projection",
          "embeddings_project",
          config.embeddingSize(),
          config.hiddenSize());
    }
    return specs.list();
  }

  /** What tells replaced tokens. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.startsWith("discriminator_predictions.")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "ElectraForSequenceClassification",
            "classifier.dense",
            Activation.GELU,
            "classifier.out_proj"));
    heads.add(OtherHeads.generator("ElectraForMaskedLM"));
    heads.addAll(OtherHeads.plain("Electra"));
    return heads;
  }
}
