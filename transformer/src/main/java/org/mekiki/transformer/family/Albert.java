package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerGroups;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * ALBERT (Lan et al. 2020): narrow embeddings with a linear layer after their norm, and layers that
 * share their weights in groups. Products with distance embeddings are not scaled.
 */
final class Albert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("albert.", "");

  /** ALBERT xxlarge. */
  private static final EncoderConfig ABSENT =
      BertLike.base("albert")
          .vocabularySize(30000)
          .hiddenSize(4096)
          .heads(64)
          .feedForwardSize(16384)
          .activation(Activation.GELU_NEW)
          .build();

  @Override
  public String name() {
    return "albert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, ABSENT).build();
    int groups = config.integer("num_hidden_groups", 1);
    if (groups < 1 || (groups > plain.layers() && plain.layers() > 0)) {
      throw new UnsupportedModelException(
          "\"num_hidden_groups\" is %d in the configuration, for %d layers"
              .formatted(groups, plain.layers()));
    }
    int size = config.integer("embedding_size", 128);
    EncoderForm form =
        plain
            .form()
            .with(new EmbeddingForm(size, EmbeddingForm.Steps.NORM_PROJECTION, true))
            .with(new LayerGroups(groups, config.integer("inner_group_num", 1)));
    return plain.with(BertLike.positions(form, config, false));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("embedding_size", config.embeddingSize());
    keys.put("num_hidden_groups", config.form().groups().groups());
    keys.put("inner_group_num", config.form().groups().inner());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    WeightSpecs specs =
        BertLike.embeddingWeights(config, PREFIXES)
            .linear(
                "embeddings.projection",
                "encoder.embedding_hidden_mapping_in",
                config.embeddingSize(),
                m);
    int inner = config.form().groups().inner();
    for (int i = 0; i < config.distinctLayers(); i++) {
      String from =
          "encoder.albert_layer_groups.%d.albert_layers.%d.".formatted(i / inner, i % inner);
      String to = "layers." + i + ".";
      specs
          .linear(to + "query", from + "attention.query", m, m)
          .linear(to + "key", from + "attention.key", m, m)
          .linear(to + "value", from + "attention.value", m, m)
          .linear(to + "attention_output", from + "attention.dense", m, m)
          .norm(to + "attention_norm", from + "attention.LayerNorm", m)
          .linear(to + "inner", from + "ffn", m, config.feedForwardSize())
          .linear(to + "outer", from + "ffn_output", config.feedForwardSize(), m)
          .norm(to + "outer_norm", from + "full_layer_layer_norm", m);
      BertLike.distances(specs, to, from + "attention.", config);
    }
    return specs.list();
  }

  /** What tells the order of sentences. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.startsWith("sop_classifier.") || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "AlbertForSequenceClassification", PREFIXES, "pooler", Activation.TANH, "classifier"));
    heads.add(OtherHeads.predictions("AlbertForMaskedLM"));
    heads.add(OtherHeads.predictions("AlbertForPreTraining"));
    heads.addAll(OtherHeads.plain("Albert"));
    return heads;
  }
}
