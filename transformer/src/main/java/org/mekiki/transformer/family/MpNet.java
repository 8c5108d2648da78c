package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.DistanceBuckets;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * MPNet (Song et al. 2020): a bias for each head and bucket of distances, the same in all layers;
 * no token types. The class takes 1 for the padding token's number whatever the configuration says.
 */
final class MpNet implements EncoderFamily {
  private static final int FIRST_POSITION = 2;

  @Override
  public String name() {
    return "mpnet";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain =
        BertLike.read(config, BertLike.base(name()).vocabularySize(30527).build())
            .firstPosition(FIRST_POSITION)
            .build();
    plain = plain.change().types(0).build();
    int buckets = config.integer("relative_attention_num_buckets", DistanceBuckets.BIAS_BUCKETS);
    if (buckets < DistanceBuckets.BIAS_BUCKETS) {
      throw new UnsupportedModelException(
          "\"relative_attention_num_buckets\" is %d in the configuration; %d or more are needed"
              .formatted(buckets, DistanceBuckets.BIAS_BUCKETS));
    }
    return plain.with(plain.form().with(new AttentionPositions.DistanceBias(buckets)));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.remove("type_vocab_size");
    if (config.form().positions() instanceof AttentionPositions.DistanceBias bias) {
      keys.put("relative_attention_num_buckets", bias.rows());
    }
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    WeightSpecs specs = BertLike.embeddingWeights(config, List.of("mpnet.", ""));
    if (config.form().positions() instanceof AttentionPositions.DistanceBias bias) {
      specs.encoder(
          "positions.bias", "encoder.relative_attention_bias.weight", bias.rows(), config.heads());
    }
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      specs
          .linear(to + "query", from + "attention.attn.q", m, m)
          .linear(to + "key", from + "attention.attn.k", m, m)
          .linear(to + "value", from + "attention.attn.v", m, m)
          .linear(to + "attention_output", from + "attention.attn.o", m, m);
      BertLike.rest(specs, to, from, config, "attention.LayerNorm", "output.LayerNorm");
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "MPNetForSequenceClassification",
            "classifier.dense",
            Activation.TANH,
            "classifier.out_proj"));
    heads.add(OtherHeads.lmHead("MPNetForMaskedLM"));
    heads.addAll(OtherHeads.plain("MPNet"));
    return heads;
  }
}
