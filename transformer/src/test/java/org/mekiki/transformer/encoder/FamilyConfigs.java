package org.mekiki.transformer.encoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;

/** Small configurations of all families, with sizes that fill no vector. */
final class FamilyConfigs {
  private FamilyConfigs() {}

  /**
   * A family with a configuration as it is read.
   *
   * @param family its name
   * @param values flat
   */
  record Named(String family, ConfigValues values) {
    EncoderConfig read() {
      return EncoderFamilies.of(family).config(values);
    }
  }

  static EncoderConfig of(String family, String... changes) {
    return named(family, changes).read();
  }

  static List<EncoderConfig> all() {
    return named().stream().map(Named::read).toList();
  }

  /** Every family as it comes, and with what it can vary. */
  static List<Named> named() {
    var configs = new ArrayList<Named>();
    for (EncoderFamily family : EncoderFamilies.all()) {
      configs.add(named(family.name()));
    }
    configs.add(named("bert", "position_embedding_type", "relative_key_query"));
    configs.add(named("albert", "num_hidden_groups", "3", "inner_group_num", "2"));
    configs.add(named("albert", "position_embedding_type", "relative_key"));
    configs.add(named("deberta", "relative_attention", "true", "pos_att_type", "c2p|p2c"));
    for (String more : List.of("share_att_key", "position_biased_input", "relative_attention")) {
      configs.add(
          named(
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
    configs.add(named("mobilebert", "normalization_type", "layer_norm", "trigram_input", "false"));
    configs.add(named("mobilebert", "use_bottleneck_attention", "true", "embedding_size", "20"));
    configs.add(named("mobilebert", "use_bottleneck", "false", "num_feedforward_networks", "1"));
    configs.add(named("squeezebert", "q_groups", "1", "v_groups", "3"));
    configs.add(named("convbert", "conv_kernel_size", "3", "num_groups", "2", "head_ratio", "1"));
    configs.add(named("convbert", "embedding_size", "20"));
    configs.add(named("t5", "feed_forward_proj", "gated-gelu", "d_kv", "10"));
    configs.add(named("jina-bert-v2", "feed_forward_type", "geglu"));
    for (String cell : List.of("lstm", "gru")) {
      configs.add(named(cell, "bidirectional", "true", "num_layers", "2", "hidden_size", "18"));
      configs.add(named(cell, "bias", "false", "embedding_size", "20"));
    }
    configs.add(named("deberta-v2", "embedding_size", "20"));
    configs.add(named("ernie", "use_task_id", "true"));
    configs.add(named("roformer", "embedding_size", "20", "rotary_value", "true"));
    configs.add(
        named("nomic_bert", "rope_scaling.rope_type", "linear", "rope_scaling.factor", "2"));
    configs.add(
        named(
            "nomic_bert",
            "n_embd",
            "36",
            "n_head",
            "3",
            "n_layer",
            "3",
            "rotary_emb_fraction",
            "0.5",
            "rotary_emb_interleaved",
            "true",
            "activation_function",
            "swiglu"));
    configs.add(named("eurobert", "head_dim", "8", "num_key_value_heads", "3"));
    configs.add(
        named("gemma3_text", "head_dim", "8", "sliding_window", "4", "query_pre_attn_scalar", "5"));
    configs.add(named("esm", "position_embedding_type", "rotary"));
    configs.add(named("esm", "token_dropout", "true", "mask_token_id", "4"));
    configs.add(named("jina_embeddings_v3", "head_dim", "8"));
    configs.add(named("new", "rope_scaling.type", "ntk", "rope_scaling.factor", "8"));
    configs.add(named("modernbert", "local_attention", "4"));
    configs.add(named("modernbert", "local_attention", "2", "global_attn_every_n_layers", "2"));
    return configs;
  }

  /** One family, with keys of its configuration and their values after the other. */
  static Named named(String family, String... changes) {
    var map = new HashMap<String, String>();
    map.put("vocab_size", "50");
    map.put("hidden_size", "36");
    map.put("num_hidden_layers", "3");
    map.put("num_attention_heads", "3");
    map.put("intermediate_size", "70");
    map.put("max_position_embeddings", "40");
    map.put("embedding_size", family.equals("electra") || family.equals("albert") ? "20" : "36");
    map.put("num_key_value_heads", "1");
    map.put("use_bidirectional_attention", "true");
    map.put("dim", "36");
    map.put("n_layers", "3");
    map.put("n_heads", "4");
    map.put("hidden_dim", "70");
    if (family.equals("squeezebert")) {
      map.put("intermediate_groups", "2");
      map.put("output_groups", "2");
    }
    if (family.equals("mobilebert")) {
      map.put("intra_bottleneck_size", "12");
    }
    for (int i = 0; i < changes.length; i += 2) {
      map.put(changes[i], changes[i + 1]);
    }
    return new Named(family, new ConfigValues(map));
  }
}
