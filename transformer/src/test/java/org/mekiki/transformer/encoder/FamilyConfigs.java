package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;

/** Small configurations of all families, with sizes that fill no vector. */
final class FamilyConfigs {
  private FamilyConfigs() {}

  /** Every family as it comes, and with what it can vary. */
  static List<EncoderConfig> all() {
    var configs = new ArrayList<EncoderConfig>();
    for (EncoderFamily family : EncoderFamilies.all()) {
      configs.add(of(family.name()));
    }
    configs.add(of("bert", "position_embedding_type", "relative_key_query"));
    configs.add(of("albert", "num_hidden_groups", "3", "inner_group_num", "2"));
    configs.add(of("albert", "position_embedding_type", "relative_key"));
    configs.add(of("deberta", "relative_attention", "true", "pos_att_type", "c2p|p2c"));
    for (String more : List.of("share_att_key", "position_biased_input", "relative_attention")) {
      configs.add(
          of(
              "deberta-v2",
              "relative_attention",
              "true",
              "pos_att_type",
              "p2c|c2p",
              "position_buckets",
              "4",
              "norm_rel_ebd",
              "layer_norm",
              "conv_kernel_size",
              "3",
              more,
              "true"));
    }
    configs.add(of("deberta-v2", "embedding_size", "20"));
    configs.add(of("modernbert", "local_attention", "4"));
    configs.add(of("modernbert", "local_attention", "2", "global_attn_every_n_layers", "2"));
    return configs;
  }

  /** One family, with keys of its configuration and their values after the other. */
  static EncoderConfig of(String family, String... changes) {
    var map = new HashMap<String, String>();
    map.put("vocab_size", "50");
    map.put("hidden_size", "36");
    map.put("num_hidden_layers", "3");
    map.put("num_attention_heads", "3");
    map.put("intermediate_size", "70");
    map.put("max_position_embeddings", "40");
    map.put("embedding_size", family.equals("electra") || family.equals("albert") ? "20" : "36");
    map.put("dim", "36");
    map.put("n_layers", "3");
    map.put("n_heads", "4");
    map.put("hidden_dim", "70");
    for (int i = 0; i < changes.length; i += 2) {
      map.put(changes[i], changes[i + 1]);
    }
    return EncoderFamilies.of(family).config(new ConfigValues(map));
  }
}
