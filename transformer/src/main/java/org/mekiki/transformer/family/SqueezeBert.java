package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.LinearGroups;
import org.mekiki.transformer.encoder.NormEpsilons;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * SqueezeBERT (Iandola et al. 2020): BERT whose linear layers are cut into groups. The norms of
 * layers have ε = 1e-12 whatever the configuration says.
 */
final class SqueezeBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("transformer.", "");
  private static final NormEpsilons LAYER_EPSILONS =
      new NormEpsilons(Map.of("attention_norm", 1e-12f, "outer_norm", 1e-12f));

  /** Keys of groups, by the role of the map, in the order of the computation. */
  private static final SequencedMap<String, String> GROUPS = groups();

  @Override
  public String name() {
    return "squeezebert";
  }

  private static SequencedMap<String, String> groups() {
    var groups = new LinkedHashMap<String, String>();
    groups.put("query", "q_groups");
    groups.put("key", "k_groups");
    groups.put("value", "v_groups");
    groups.put("attention_output", "post_attention_groups");
    groups.put("inner", "intermediate_groups");
    groups.put("outer", "output_groups");
    return groups;
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, BertLike.base(name()).build()).build();
    config.requireOnly("embedding_size", Integer.toString(plain.hiddenSize()));
    var counts = new LinkedHashMap<String, Integer>();
    GROUPS.forEach(
        (role, key) -> {
          int count = config.integer(key, role.equals("attention_output") ? 1 : 4);
          boolean feedForward = role.equals("inner") || role.equals("outer");
          int size = feedForward ? plain.feedForwardSize() : plain.hiddenSize();
          if (count < 1 || plain.hiddenSize() % count != 0 || size % count != 0) {
            throw new UnsupportedModelException(
                "\"%s\" is %d in the configuration, for layers of %d and %d numbers"
                    .formatted(key, count, plain.hiddenSize(), size));
          }
          counts.put(role, count);
        });
    return plain.with(
        plain.form().with(LayerForm.POST_NORM.with(new LinearGroups(counts))).with(LAYER_EPSILONS));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("embedding_size", config.hiddenSize());
    GROUPS.forEach((role, key) -> keys.put(key, config.form().layer().groups().of(role)));
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    LinearGroups groups = config.form().layer().groups();
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layers." + i + ".";
      String to = "layers." + i + ".";
      for (String role : List.of("query", "key", "value")) {
        specs.convolved(to + role, from + "attention." + role, m, m, groups.of(role));
      }
      specs
          .convolved(
              to + "attention_output",
              from + "post_attention.conv1d",
              m,
              m,
              groups.of("attention_output"))
          .norm(to + "attention_norm", from + "post_attention.layernorm", m)
          .convolved(to + "inner", from + "intermediate.conv1d", m, f, groups.of("inner"))
          .convolved(to + "outer", from + "output.conv1d", f, m, groups.of("outer"))
          .norm(to + "outer_norm", from + "output.layernorm", m);
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("SqueezeBertForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.clsPredictions("SqueezeBertForMaskedLM"));
    heads.addAll(OtherHeads.plain("SqueezeBert"));
    return heads;
  }
}
