package org.mekiki.weights.converter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small configurations of every family with every variant that its configuration allows. */
final class FamilyVariants {
  /** Sizes under the names that most families use. */
  private static final String SIZES =
      """
      "vocab_size": 12, "hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4,
      "intermediate_size": 36, "max_position_embeddings": 44\
      """;

  private static final String RECURRENT =
      """
      "vocab_size": 12, "hidden_size": 9\
      """;

  private static final String DISENTANGLED =
      """
      "type_vocab_size": 0, "relative_attention": true, "position_biased_input": false,
      "pos_att_type": ["p2c", "c2p"], "max_relative_positions": -1\
      """;

  private static final Map<String, String> ARCHITECTURES =
      Map.ofEntries(
          Map.entry("bert", "Bert"),
          Map.entry("distilbert", "DistilBert"),
          Map.entry("roberta", "Roberta"),
          Map.entry("camembert", "Camembert"),
          Map.entry("xlm-roberta", "XLMRoberta"),
          Map.entry("xlm-roberta-xl", "XLMRobertaXL"),
          Map.entry("roberta-prelayernorm", "RobertaPreLayerNorm"),
          Map.entry("electra", "Electra"),
          Map.entry("albert", "Albert"),
          Map.entry("mpnet", "MPNet"),
          Map.entry("deberta", "Deberta"),
          Map.entry("deberta-v2", "DebertaV2"),
          Map.entry("modernbert", "ModernBert"),
          Map.entry("mobilebert", "MobileBert"),
          Map.entry("squeezebert", "SqueezeBert"),
          Map.entry("convbert", "ConvBert"),
          Map.entry("jina-bert-v2", "JinaBert"),
          Map.entry("ernie", "Ernie"),
          Map.entry("megatron-bert", "MegatronBert"),
          Map.entry("data2vec-text", "Data2VecText"),
          Map.entry("rembert", "RemBert"),
          Map.entry("luke", "Luke"),
          Map.entry("roformer", "RoFormer"),
          Map.entry("nomic_bert", "NomicBert"),
          Map.entry("eurobert", "EuroBert"),
          Map.entry("gemma3_text", "Gemma3Text"),
          Map.entry("esm", "Esm"),
          Map.entry("jina_embeddings_v3", "JinaEmbeddingsV3"),
          Map.entry("gte", "Gte"),
          Map.entry("new", "New"),
          Map.entry("neobert", "NeoBERT"),
          Map.entry("lstm", "Lstm"),
          Map.entry("gru", "Gru"));

  private FamilyVariants() {}

  /**
   * A {@code config.json}.
   *
   * @param name for messages
   * @param json its text
   */
  record Variant(String name, String json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Variant> all() {
    var variants = new ArrayList<Variant>();
    add(variants, "bert", SIZES, bert());
    add(
        variants,
        "distilbert",
        """
        "vocab_size": 12, "dim": 24, "n_layers": 3, "n_heads": 4, "hidden_dim": 36,
        "max_position_embeddings": 44\
        """,
        List.of("", "'activation': 'relu', 'sinusoidal_pos_embds': true, 'qa_dropout': 0.3"));
    add(variants, "roberta", SIZES, roberta());
    add(variants, "camembert", SIZES, List.of("'type_vocab_size': 1, 'layer_norm_eps': 1e-5"));
    add(variants, "xlm-roberta", SIZES, List.of("'type_vocab_size': 1, 'layer_norm_eps': 1e-5"));
    add(
        variants,
        "xlm-roberta-xl",
        SIZES,
        List.of("", "'position_embedding_type': 'relative_key'"));
    add(variants, "roberta-prelayernorm", SIZES, List.of("", "'hidden_act': 'silu'"));
    add(variants, "electra", SIZES, electra());
    add(variants, "albert", SIZES, albert());
    add(variants, "mpnet", SIZES, mpnet());
    add(variants, "deberta", SIZES, deberta());
    add(variants, "deberta-v2", SIZES, debertaV2());
    add(variants, "modernbert", SIZES, modernBert());
    add(variants, "mobilebert", SIZES, mobileBert());
    add(variants, "squeezebert", SIZES, squeezeBert());
    add(variants, "convbert", SIZES, convBert());
    add(variants, "jina-bert-v2", SIZES, jinaBert());
    add(
        variants,
        "ernie",
        SIZES,
        List.of(
            "'use_task_id': true",
            "'use_task_id': true, 'task_type_vocab_size': 16, 'type_vocab_size': 4",
            "'use_task_id': false, 'hidden_act': 'relu', 'layer_norm_eps': 1e-5"));
    add(
        variants,
        "megatron-bert",
        SIZES,
        List.of("", "'num_attention_heads': 3, 'hidden_act': 'gelu_new', 'layer_norm_eps': 1e-3"));
    add(
        variants,
        "data2vec-text",
        SIZES,
        List.of("", "'type_vocab_size': 1, 'pad_token_id': 0, 'layer_norm_eps': 1e-5"));
    add(
        variants,
        "rembert",
        SIZES,
        List.of(
            "'input_embedding_size': 16, 'output_embedding_size': 40",
            "'input_embedding_size': 32, 'type_vocab_size': 3, 'classifier_dropout_prob': 0.5"));
    add(
        variants,
        "luke",
        SIZES,
        List.of("", "'type_vocab_size': 1, 'pad_token_id': 0, 'entity_emb_size': 24"));
    add(
        variants,
        "roformer",
        SIZES,
        List.of(
            "",
            "'embedding_size': 16, 'rotary_value': true",
            "'num_attention_heads': 2, 'rotary_value': true, 'hidden_act': 'relu'"));
    add(variants, "nomic_bert", SIZES, nomic());
    add(
        variants,
        "nomic_bert",
        """
        "vocab_size": 12, "n_embd": 24, "n_layer": 2, "n_head": 4, "n_inner": 250,
        "n_positions": 44, "activation_function": "swiglu",
        "auto_map": {"AutoModel": "nomic-ai/nomic-bert-2048--modeling_hf_nomic_bert.NomicBertModel"}\
        """,
        nomicOfOwnCode());
    add(variants, "eurobert", SIZES, euro());
    add(variants, "gemma3_text", SIZES + ", \"use_bidirectional_attention\": true", gemma());
    add(
        variants,
        "esm",
        SIZES,
        List.of(
            "'token_dropout': true, 'mask_token_id': 4, 'position_embedding_type': 'rotary'",
            "'position_embedding_type': 'absolute', 'emb_layer_norm_before': true",
            "'token_dropout': true, 'mask_token_id': 4, 'pad_token_id': 0",
            "'position_embedding_type': 'rotary', 'rope_theta': 50.0, 'layer_norm_eps': 1e-5"));
    add(
        variants,
        "jina_embeddings_v3",
        SIZES,
        List.of(
            "",
            "'head_dim': 8, 'type_vocab_size': 2, 'rope_theta': 90.0, 'hidden_act': 'relu'",
            "'rotary_emb_base': 500.0, 'num_attention_heads': 2",
            yarn() + ", 'layer_norm_eps': 1e-3"));
    add(
        variants,
        "gte",
        SIZES,
        List.of(
            "",
            "'type_vocab_size': 0, 'hidden_act': 'silu'",
            "'type_vocab_size': 2, 'head_dim': 4, 'rope_parameters': {'rope_theta': 80.0}"));
    add(
        variants,
        "new",
        SIZES,
        List.of(
            "",
            "'rope_theta': 60.0, 'rope_scaling': {'type': 'ntk', 'factor': 3.0}",
            "'type_vocab_size': 0, 'pack_qkv': true, 'unpad_inputs': true"));
    add(
        variants,
        "neobert",
        """
        "vocab_size": 12, "hidden_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4,
        "intermediate_size": 36, "max_length": 44\
        """,
        List.of("", "'intermediate_size': 50, 'num_attention_heads': 3, 'norm_eps': 1e-3"));
    add(variants, "lstm", RECURRENT, recurrent());
    add(variants, "gru", RECURRENT, recurrent());
    return variants;
  }

  private static void add(
      List<Variant> variants, String family, String base, List<String> changes) {
    for (String change : changes) {
      String more = change.isEmpty() ? "" : ", " + change.replace('\'', '"');
      String json =
          """
          {"model_type": "%s", "architectures": ["%sForSequenceClassification"],
          "id2label": {"0": "a", "1": "b", "2": "c"},
          %s%s}
          """
              .formatted(
                  family.equals("jina-bert-v2") ? "bert" : family,
                  ARCHITECTURES.get(family),
                  base,
                  more);
      variants.add(new Variant(family + " " + change, json));
    }
  }

  private static List<String> bert() {
    var changes = new ArrayList<String>();
    changes.add("");
    changes.add("'type_vocab_size': 1, 'layer_norm_eps': 1e-3, 'pad_token_id': 3");
    changes.add("'type_vocab_size': 3, 'classifier_dropout': 0.5, 'hidden_dropout_prob': 0.9");
    changes.add("'position_embedding_type': 'relative_key'");
    changes.add("'position_embedding_type': 'relative_key_query', 'num_attention_heads': 3");
    changes.add("'num_hidden_layers': 1, 'position_embedding_type': 'relative_key_query'");
    changes.add("'num_hidden_layers': 0");
    for (String activation :
        List.of(
            "gelu_python",
            "gelu_new",
            "gelu_fast",
            "gelu_pytorch_tanh",
            "gelu_accurate",
            "gelu_python_tanh",
            "quick_gelu",
            "relu",
            "relu2",
            "tanh",
            "silu",
            "swish",
            "sigmoid",
            "mish",
            "gelu_10",
            "leaky_relu",
            "relu6",
            "hardsigmoid",
            "hardswish",
            "laplace",
            "linear")) {
      changes.add("'hidden_act': '" + activation + "'");
    }
    return changes;
  }

  private static List<String> roberta() {
    return List.of(
        "'type_vocab_size': 1",
        "'type_vocab_size': 2, 'pad_token_id': 0",
        "'type_vocab_size': 1, 'pad_token_id': 5, 'position_embedding_type': 'relative_key'");
  }

  private static List<String> electra() {
    return List.of(
        "'embedding_size': 20",
        "'embedding_size': 24, 'summary_activation': 'tanh'",
        "'embedding_size': 12, 'position_embedding_type': 'relative_key_query'",
        "'embedding_size': 32, 'hidden_act': 'relu', 'type_vocab_size': 0");
  }

  private static List<String> albert() {
    return List.of(
        "'embedding_size': 16",
        "'embedding_size': 24, 'hidden_act': 'gelu', 'classifier_dropout_prob': 0.3",
        "'embedding_size': 16, 'num_hidden_layers': 5, 'num_hidden_groups': 2",
        "'embedding_size': 16, 'num_hidden_groups': 3, 'inner_group_num': 2",
        "'embedding_size': 16, 'inner_group_num': 3, 'num_hidden_layers': 2",
        "'embedding_size': 16, 'position_embedding_type': 'relative_key'",
        "'embedding_size': 16, 'position_embedding_type': 'relative_key_query'");
  }

  private static List<String> mpnet() {
    return List.of(
        "'max_position_embeddings': 300",
        "'relative_attention_num_buckets': 40, 'pad_token_id': 7, 'hidden_act': 'relu'",
        "'num_hidden_layers': 1, 'layer_norm_eps': 1e-5");
  }

  private static List<String> deberta() {
    String base = DISENTANGLED.replace('"', '\'');
    return List.of(
        base,
        base.replace("['p2c', 'c2p']", "'C2P|p2c'").replace("-1", "9"),
        base.replace("'p2c', 'c2p'", "'c2p'").replace("-1", "200"),
        base.replace("'p2c', 'c2p'", "'p2c'") + ", 'num_attention_heads': 3",
        base.replace("'p2c', 'c2p'", ""),
        base.replace("'position_biased_input': false", "'position_biased_input': true")
            .replace("'type_vocab_size': 0", "'type_vocab_size': 2"),
        base + ", 'embedding_size': 16, 'pooler_hidden_act': 'tanh', 'pooler_hidden_size': 24",
        base + ", 'num_hidden_layers': 1, 'layer_norm_eps': 1e-5, 'talking_head': false",
        "'relative_attention': false",
        "'relative_attention': false, 'pos_att_type': ['c2p'], 'hidden_act': 'gelu_new'");
  }

  private static List<String> debertaV2() {
    String base = DISENTANGLED.replace('"', '\'');
    String buckets = base + ", 'position_buckets': 8, 'norm_rel_ebd': 'layer_norm'";
    String shared = buckets + ", 'share_att_key': true";
    return List.of(
        base,
        buckets,
        shared,
        shared.replace("-1", "30"),
        shared.replace("-1", "13").replace("_buckets': 8", "_buckets': 6"),
        buckets.replace("'p2c', 'c2p'", "'c2p'"),
        buckets.replace("['p2c', 'c2p']", "'p2c'"),
        shared.replace("'p2c', 'c2p'", ""),
        base.replace("-1", "7") + ", 'share_att_key': true",
        shared + ", 'conv_kernel_size': 3, 'conv_act': 'gelu'",
        shared + ", 'conv_kernel_size': 5, 'conv_groups': 3",
        shared + ", 'conv_kernel_size': 1, 'num_hidden_layers': 1",
        shared + ", 'conv_kernel_size': 3, 'num_hidden_layers': 1",
        shared + ", 'embedding_size': 16, 'legacy': false",
        shared.replace("'position_biased_input': false", "'position_biased_input': true"),
        shared.replace("'type_vocab_size': 0", "'type_vocab_size': 2"),
        shared + ", 'attention_head_size': 6, 'pooler_hidden_act': 'relu'",
        "'relative_attention': false, 'type_vocab_size': 2",
        "'relative_attention': false, 'pos_att_type': ['c2p', 'p2c'], 'conv_kernel_size': 3");
  }

  private static List<String> mobileBert() {
    String base = "'embedding_size': 10, 'intra_bottleneck_size': 16, 'hidden_act': 'gelu'";
    String norms = base + ", 'normalization_type': 'layer_norm'";
    return List.of(
        "'embedding_size': 10, 'intra_bottleneck_size': 16, 'classifier_activation': false,"
            + " 'num_hidden_layers': 1",
        base,
        norms + ", 'layer_norm_eps': 1e-2, 'num_feedforward_networks': 3",
        norms + ", 'use_bottleneck_attention': true, 'num_feedforward_networks': 1",
        base + ", 'use_bottleneck_attention': true, 'key_query_shared_bottleneck': false",
        norms.replace("16", "24") + ", 'key_query_shared_bottleneck': false",
        norms + ", 'use_bottleneck': false, 'num_feedforward_networks': 2",
        norms + ", 'trigram_input': false, 'classifier_activation': false",
        norms.replace("10", "24") + ", 'trigram_input': false, 'type_vocab_size': 1",
        norms.replace("10", "30") + ", 'num_attention_heads': 2, 'num_hidden_layers': 1");
  }

  private static List<String> squeezeBert() {
    String base = "'embedding_size': 24";
    return List.of(
        base,
        base + ", 'q_groups': 1, 'k_groups': 2, 'v_groups': 3, 'post_attention_groups': 6",
        base + ", 'intermediate_groups': 1, 'output_groups': 12, 'hidden_act': 'gelu_new'",
        base
            + ", 'q_groups': 1, 'k_groups': 1, 'v_groups': 1, 'intermediate_groups': 1,"
            + " 'output_groups': 1, 'layer_norm_eps': 1e-2",
        base + ", 'num_hidden_layers': 1, 'q_groups': 24, 'type_vocab_size': 1");
  }

  private static List<String> convBert() {
    String base = "'embedding_size': 24";
    return List.of(
        base,
        base + ", 'conv_kernel_size': 3, 'num_groups': 2, 'hidden_act': 'silu'",
        base + ", 'conv_kernel_size': 1, 'num_groups': 12, 'head_ratio': 4",
        base + ", 'conv_kernel_size': 5, 'head_ratio': 1, 'layer_norm_eps': 1e-3",
        "'embedding_size': 14, 'conv_kernel_size': 7, 'head_ratio': 9, 'type_vocab_size': 3",
        base + ", 'conv_kernel_size': 31, 'num_hidden_layers': 1");
  }

  private static List<String> jinaBert() {
    String base =
        """
        'position_embedding_type': 'alibi',
        'auto_map': {'AutoModel': 'jinaai/jina-bert-implementation--modeling_bert.JinaBertModel'}\
        """;
    return List.of(
        base + ", 'feed_forward_type': 'geglu', 'emb_pooler': 'mean'",
        base + ", 'feed_forward_type': 'geglu', 'num_attention_heads': 6, 'type_vocab_size': 1",
        base + ", 'feed_forward_type': 'reglu', 'num_attention_heads': 3, 'num_hidden_layers': 2",
        base + ", 'hidden_act': 'silu', 'num_attention_heads': 12, 'num_hidden_layers': 1");
  }

  private static List<String> recurrent() {
    return List.of(
        "",
        "'embedding_size': 14, 'bidirectional': true",
        "'num_layers': 2, 'pooling': 'max', 'max_position_embeddings': 64",
        "'bidirectional': true, 'num_layers': 3, 'pooling': 'mean', 'dropout': 0.5",
        "'bidirectional': true, 'bias': false, 'pooling': 'last', 'batch_first': true");
  }

  private static List<String> modernBert() {
    return List.of(
        "'local_attention': 8, 'num_hidden_layers': 4",
        "'local_attention': 7, 'classifier_pooling': 'mean', 'classifier_activation': 'silu'",
        "'local_attention': 6, 'global_attn_every_n_layers': 2, 'norm_bias': true",
        "'local_attention': 8, 'attention_bias': true, 'mlp_bias': true, 'classifier_bias': true",
        "'local_attention': 8, 'global_rope_theta': 900.0, 'local_rope_theta': 50.0",
        "'local_attention': 2, 'hidden_activation': 'relu', 'norm_eps': 1e-3",
        "'local_attention': 0, 'num_attention_heads': 2, 'position_embedding_type': 'absolute'",
        "'global_attn_every_n_layers': 1, 'tie_word_embeddings': false, 'decoder_bias': false",
        """
        'local_attention': 8, 'layer_types': ['sliding_attention', 'full_attention', 'full_attention'],
        'rope_parameters': {'full_attention': {'rope_type': 'default', 'rope_theta': 700.0},
        'sliding_attention': {'rope_type': 'default', 'rope_theta': 30.0}}\
        """);
  }

  private static List<String> nomic() {
    return List.of(
        "",
        "'head_dim': 8, 'hidden_act': 'gelu', 'type_vocab_size': 1",
        "'rope_parameters': {'rope_type': 'linear', 'factor': 2.5, 'rope_theta': 50.0}",
        "'rope_scaling': {'rope_type': 'dynamic', 'factor': 3.0}, 'rope_theta': 70.0");
  }

  private static List<String> nomicOfOwnCode() {
    String plain = ", 'qkv_proj_bias': false, 'mlp_fc1_bias': false, 'mlp_fc2_bias': false";
    return List.of(
        "'rotary_emb_fraction': 1.0, 'rotary_emb_base': 1000" + plain,
        "'rotary_emb_fraction': 0.67, 'rotary_emb_base': 90" + plain,
        "'rotary_emb_fraction': 1.0, 'rotary_emb_interleaved': true, 'type_vocab_size': 0");
  }

  private static List<String> euro() {
    return List.of(
        "'num_key_value_heads': 2",
        "'num_key_value_heads': 1, 'head_dim': 8, 'classifier_pooling': 'bos', 'mlp_bias': true",
        "'classifier_pooling': 'mean', 'attention_bias': true, 'hidden_act': 'gelu'",
        "'rms_norm_eps': 1e-3, 'num_attention_heads': 6, 'num_key_value_heads': 3, " + yarn(),
        """
        'rope_parameters': {'rope_type': 'llama3', 'factor': 8.0, 'low_freq_factor': 1.0,
        'high_freq_factor': 4.0, 'original_max_position_embeddings': 32, 'rope_theta': 100.0}\
        """);
  }

  private static String yarn() {
    return """
    'rope_parameters': {'rope_type': 'yarn', 'factor': 4.0, 'rope_theta': 100.0,
    'original_max_position_embeddings': 24}\
    """;
  }

  private static List<String> gemma() {
    return List.of(
        "'num_key_value_heads': 2, 'head_dim': 6, 'query_pre_attn_scalar': 6, 'sliding_window': 6",
        """
        'num_key_value_heads': 4, 'head_dim': 8, 'query_pre_attn_scalar': 5, 'sliding_window': 9,
        'layer_types': ['sliding_attention', 'full_attention', 'sliding_attention'],
        'attention_bias': true\
        """,
        """
        'num_key_value_heads': 1, 'head_dim': 4, 'hidden_activation': 'silu',
        'layer_types': ['full_attention', 'full_attention', 'sliding_attention'],
        'rms_norm_eps': 1e-3, 'sliding_window': 4, 'rope_parameters': {
        'full_attention': {'rope_type': 'linear', 'factor': 8.0, 'rope_theta': 90.0},
        'sliding_attention': {'rope_type': 'default', 'rope_theta': 30.0}}\
        """);
  }
}
