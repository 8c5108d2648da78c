package org.mekiki.weights.converter;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.family.EncoderFamilies;
import org.mekiki.transformer.family.EncoderFamily;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.weights.converter.file.JsonFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * All keys of all configuration classes, those of older versions too: each with a value that is not
 * its default, and what becomes of it.
 */
final class ConfigurationKeysTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** What a key does. */
  enum Fate {
    /** It changes what is computed, and so the converted file. */
    READ,
    /** It would change what is computed, and is refused by name. */
    REFUSED,
    /** It changes nothing in the reference either. */
    HARMLESS,
    /** The same, but nobody knows it: the user is told. */
    TOLD
  }

  /** A configuration on which all keys of a family act. */
  private static String base(String family) {
    return switch (family) {
      case "distilbert" -> "{\"vocab_size\": 12, \"dim\": 24, \"n_heads\": 4, \"n_layers\": 2}";
      case "deberta" ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"relative_attention\": true, \"pos_att_type\": [\"c2p\", \"p2c\"]}";
      case "deberta-v2" ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"relative_attention\": true, \"pos_att_type\": [\"c2p\", \"p2c\"],"
              + " \"position_buckets\": 8, \"conv_kernel_size\": 3}";
      case "t5", "mt5", "umt5" ->
          "{\"vocab_size\": 12, \"d_model\": 24, \"num_heads\": 4, \"num_layers\": 2}";
      case "mobilebert" ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"num_hidden_layers\": 4, \"hidden_act\": \"gelu\"}";
      case "squeezebert" ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"num_hidden_layers\": 4, \"intermediate_groups\": 1, \"output_groups\": 1}";
      case "gemma3_text" ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"num_hidden_layers\": 4, \"num_key_value_heads\": 1,"
              + " \"use_bidirectional_attention\": true}";
      case "lstm", "gru" -> "{\"vocab_size\": 12, \"hidden_size\": 24}";
      default ->
          "{\"vocab_size\": 12, \"hidden_size\": 24, \"num_attention_heads\": 4,"
              + " \"num_hidden_layers\": 4}";
    };
  }

  /**
   * A configuration as it was read.
   *
   * @param map what goes into the converted file
   * @param unknown keys that the user is told of
   */
  private record Outcome(Map<String, String> map, List<String> unknown) {}

  private static Outcome converted(String family, String changed) {
    var flat = new HashMap<>(JsonFile.flatten(MAPPER.readTree(base(family))));
    var change = JsonFile.flatten(MAPPER.readTree(changed));
    for (String key : change.keySet()) {
      String root = key.split("\\.", 2)[0];
      flat.keySet().removeIf(present -> present.startsWith(root + "."));
    }
    flat.putAll(change);
    var values = new ConfigValues(flat);
    EncoderFamily known = EncoderFamilies.of(family);
    var map = new LinkedHashMap<String, String>(known.config(values).toMap());
    HeadForm head = known.heads().getFirst();
    Shape out = Shape.of(3, 24);
    map.putAll(
        head.config(
                values,
                Map.of(
                    "classifier.weight",
                    out,
                    "classifier.out_proj.weight",
                    out,
                    "score.weight",
                    out))
            .toMap());
    Set<String> keys = flat.keySet().stream().map(key -> key.split("\\.", 2)[0]).collect(toSet());
    return new Outcome(map, EncoderFamilies.unknownKeys(known, values, keys));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "all | is_decoder | true | REFUSED",
        "all | add_cross_attention | true | REFUSED",
        "alone | is_encoder_decoder | true | REFUSED",
        "all | pruned_heads | {\"0\": [1]} | REFUSED",
        "all | quantization_config | {\"bits\": 8} | REFUSED",
        "all | compression_config | {\"format\": \"x\"} | REFUSED",
        "all | auto_map | {\"AutoModel\": \"own.Model\"} | REFUSED",
        "all | per_layer_config | {\"0\": {\"hidden_act\": \"relu\"}} | REFUSED",
        "texts | problem_type | \"multi_label_classification\" | READ",
        "distilbert | activation | \"prelu\" | REFUSED",
        "modernbert | hidden_activation | \"prelu\" | REFUSED",
        "modernbert | classifier_activation | \"prelu\" | REFUSED",
        "deberta-v2 | conv_act | \"prelu\" | REFUSED",
        "disentangled | pooler_hidden_act | \"prelu\" | REFUSED",
        "texts | problem_type | \"ranking\" | REFUSED",
        "all | vocab_size | 13 | READ",
        "all | max_position_embeddings | 77 | READ",
        "all | transformers_version | \"9.9.9\" | HARMLESS",
        "all | _name_or_path | \"somewhere\" | HARMLESS",
        "all | _attn_implementation | \"sdpa\" | HARMLESS",
        "all | dtype | \"bfloat16\" | HARMLESS",
        "all | torch_dtype | \"float16\" | HARMLESS",
        "all | use_cache | false | HARMLESS",
        "all | use_bfloat16 | true | HARMLESS",
        "all | torchscript | true | HARMLESS",
        "all | output_attentions | true | HARMLESS",
        "all | output_hidden_states | true | HARMLESS",
        "all | return_dict | false | HARMLESS",
        "all | chunk_size_feed_forward | 2 | HARMLESS",
        "all | gradient_checkpointing | true | HARMLESS",
        "all | initializer_range | 0.5 | HARMLESS",
        "all | finetuning_task | \"sst2\" | HARMLESS",
        "all | task_specific_params | {\"a\": 1} | HARMLESS",
        "all | tokenizer_class | \"X\" | HARMLESS",
        "all | bos_token_id | 3 | HARMLESS",
        "all | eos_token_id | 3 | HARMLESS",
        "all | sep_token_id | 3 | HARMLESS",
        "all | cls_token_id | 3 | HARMLESS",
        "all | mask_token_id | 3 | HARMLESS",
        "all | label2id | {\"x\": 0} | HARMLESS",
        "all | num_labels | 7 | HARMLESS",
        "all | cross_attention_hidden_size | 8 | HARMLESS",
        "all | tie_encoder_decoder | true | HARMLESS",
        "all | hidden_dropout_prob | 0.5 | HARMLESS",
        "all | attention_probs_dropout_prob | 0.5 | HARMLESS",
        "all | classifier_dropout | 0.5 | HARMLESS",
        "all | my_own_note | \"hello\" | TOLD",
        "sized | hidden_size | 48 | READ",
        "sized | num_attention_heads | 2 | READ",
        "sized | num_hidden_layers | 3 | READ",
        "sized | intermediate_size | 99 | READ",
        "post | hidden_act | \"relu\" | READ",
        "post | hidden_act | \"prelu\" | REFUSED",
        "post | layer_norm_eps | 0.5 | READ",
        "typed | type_vocab_size | 3 | READ",
        "row0 | type_vocab_size | 0 | READ",
        "row0 | type_vocab_size | 5 | READ",
        "row0 | pad_token_id | 5 | READ",
        "zero | pad_token_id | 5 | HARMLESS",
        "shaw | position_embedding_type | \"relative_key\" | READ",
        "shaw | position_embedding_type | \"relative_key_query\" | READ",
        "shaw | position_embedding_type | \"rotary\" | REFUSED",
        "bert | embedding_size | 12 | TOLD",
        "bert | conv_kernel_size | 3 | TOLD",
        "bert | rope_theta | 500 | TOLD",
        "bert | sentence_transformers | {\"activation_fn\": \"Sigmoid\"} | READ",
        "bert | pooler_type | \"first_token_transform\" | HARMLESS",
        "bert | directionality | \"bidi\" | HARMLESS",
        "electra | embedding_size | 12 | READ",
        "electra | summary_activation | \"tanh\" | HARMLESS",
        "electra | summary_type | \"mean\" | HARMLESS",
        "electra | summary_use_proj | false | HARMLESS",
        "electra | summary_last_dropout | 0.9 | HARMLESS",
        "albert | embedding_size | 12 | READ",
        "albert | num_hidden_groups | 2 | READ",
        "albert | num_hidden_groups | 0 | REFUSED",
        "albert | inner_group_num | 2 | READ",
        "albert | classifier_dropout_prob | 0.9 | HARMLESS",
        "albert | num_memory_blocks | 2 | HARMLESS",
        "albert | gap_size | 2 | HARMLESS",
        "albert | net_structure_type | 2 | HARMLESS",
        "albert | down_scale_factor | 2 | HARMLESS",
        "distilbert | dim | 48 | READ",
        "distilbert | hidden_size | 48 | READ",
        "distilbert | num_attention_heads | 2 | READ",
        "distilbert | num_hidden_layers | 3 | READ",
        "distilbert | intermediate_size | 9 | TOLD",
        "distilbert | n_heads | 2 | READ",
        "distilbert | n_layers | 3 | READ",
        "distilbert | hidden_dim | 99 | READ",
        "distilbert | activation | \"relu\" | READ",
        "distilbert | sinusoidal_pos_embds | true | HARMLESS",
        "distilbert | dropout | 0.9 | HARMLESS",
        "distilbert | attention_dropout | 0.9 | HARMLESS",
        "distilbert | qa_dropout | 0.9 | HARMLESS",
        "distilbert | seq_classif_dropout | 0.9 | HARMLESS",
        "distilbert | tie_weights_ | true | HARMLESS",
        "distilbert | layer_norm_eps | 0.5 | TOLD",
        "ernie | use_task_id | true | READ",
        "ernie | use_task_id | 1 | REFUSED",
        "ernie | task_type_vocab_size | 5 | HARMLESS",
        "rembert | input_embedding_size | 12 | READ",
        "rembert | output_embedding_size | 12 | HARMLESS",
        "rembert | classifier_dropout_prob | 0.9 | HARMLESS",
        "rembert | position_embedding_type | \"relative_key\" | TOLD",
        "luke | entity_vocab_size | 12 | HARMLESS",
        "luke | entity_emb_size | 12 | HARMLESS",
        "luke | use_entity_aware_attention | false | HARMLESS",
        "mobilebert | embedding_size | 12 | READ",
        "mobilebert | trigram_input | false | READ",
        "mobilebert | use_bottleneck | false | READ",
        "mobilebert | intra_bottleneck_size | 12 | READ",
        "mobilebert | intra_bottleneck_size | 10 | REFUSED",
        "mobilebert | intra_bottleneck_size | 0 | REFUSED",
        "mobilebert | true_hidden_size | 12 | REFUSED",
        "mobilebert | use_bottleneck_attention | true | READ",
        "mobilebert | key_query_shared_bottleneck | false | REFUSED",
        "mobilebert | num_feedforward_networks | 1 | READ",
        "mobilebert | num_feedforward_networks | 0 | REFUSED",
        "mobilebert | normalization_type | \"layer_norm\" | READ",
        "mobilebert | normalization_type | \"rms_norm\" | REFUSED",
        "mobilebert | classifier_activation | false | READ",
        "squeezebert | embedding_size | 12 | REFUSED",
        "squeezebert | q_groups | 2 | READ",
        "squeezebert | k_groups | 2 | READ",
        "squeezebert | v_groups | 2 | READ",
        "squeezebert | post_attention_groups | 2 | READ",
        "squeezebert | intermediate_groups | 2 | READ",
        "squeezebert | output_groups | 2 | READ",
        "squeezebert | q_groups | 7 | REFUSED",
        "squeezebert | output_groups | 0 | REFUSED",
        "convbert | embedding_size | 12 | READ",
        "convbert | head_ratio | 1 | READ",
        "convbert | head_ratio | 0 | REFUSED",
        "convbert | conv_kernel_size | 3 | READ",
        "convbert | conv_kernel_size | 4 | REFUSED",
        "convbert | num_groups | 2 | READ",
        "convbert | num_groups | 5 | REFUSED",
        "convbert | summary_type | \"mean\" | HARMLESS",
        "t5 | d_model | 48 | READ",
        "t5 | hidden_size | 48 | READ",
        "t5 | d_kv | 12 | READ",
        "t5 | d_kv | 0 | REFUSED",
        "t5 | head_dim | 12 | READ",
        "t5 | d_ff | 99 | READ",
        "t5 | num_layers | 3 | READ",
        "t5 | num_hidden_layers | 3 | READ",
        "t5 | num_heads | 2 | READ",
        "t5 | num_attention_heads | 2 | READ",
        "t5 | n_positions | 77 | READ",
        "t5 | layer_norm_epsilon | 0.5 | READ",
        "t5 | feed_forward_proj | \"gated-gelu\" | READ",
        "t5 | feed_forward_proj | \"gated-prelu\" | REFUSED",
        "t5 | dense_act_fn | \"silu\" | READ",
        "t5 | is_gated_act | true | READ",
        "t5 | relative_attention_num_buckets | 8 | READ",
        "t5 | relative_attention_num_buckets | 3 | REFUSED",
        "t5 | relative_attention_max_distance | 99 | READ",
        "t5 | relative_attention_max_distance | 8 | REFUSED",
        "t5 | is_encoder_decoder | true | HARMLESS",
        "t5 | num_decoder_layers | 3 | HARMLESS",
        "t5 | dropout_rate | 0.9 | HARMLESS",
        "t5 | initializer_factor | 2.0 | HARMLESS",
        "jina-bert-v2 | position_embedding_type | \"absolute\" | REFUSED",
        "jina-bert-v2 | feed_forward_type | \"geglu\" | READ",
        "jina-bert-v2 | feed_forward_type | \"reglu\" | READ",
        "jina-bert-v2 | feed_forward_type | \"swiglu\" | REFUSED",
        "jina-bert-v2 | emb_pooler | \"mean\" | HARMLESS",
        "jina-bert-v2 | auto_map | {\"AutoModel\": \"a/b-qk-post-norm--c.JinaBertModel\"} |"
            + " REFUSED",
        "mt5 | feed_forward_proj | \"relu\" | READ",
        "umt5 | relative_attention_num_buckets | 8 | READ",
        "rotary | rope_theta | 500 | READ",
        "rotary | rope_parameters | {\"rope_theta\": 500} | READ",
        "rotary | rope_parameters | {\"rope_type\": \"linear\", \"factor\": 2} | READ",
        "rotary | rope_scaling | {\"rope_type\": \"linear\", \"factor\": 2} | READ",
        "rotary | rope_scaling | {\"rope_type\": \"yarn\", \"factor\": 2} | READ",
        "rotary | rope_scaling | {\"rope_type\": \"longrope\", \"factor\": 2} | REFUSED",
        "rotary | rope_scaling | {\"rope_type\": \"linear\"} | REFUSED",
        "rotary | rope_scaling | {\"rope_type\": \"linear\", \"factor\": 0} | REFUSED",
        "rotary | rope_parameters | {\"partial_rotary_factor\": 0.5} | REFUSED",
        "rotary | rope_parameters | {\"factor\": 2} | REFUSED",
        "roformer | embedding_size | 12 | READ",
        "roformer | rotary_value | true | READ",
        "roformer | rope_theta | 500 | TOLD",
        "nomic_bert | head_dim | 8 | READ",
        "nomic_bert | moe_every_n_layers | 2 | REFUSED",
        "nomic_bert | auto_map | {\"AutoModel\": \"a/b--modeling.NomicBertModel\"} | HARMLESS",
        "nomic_bert | auto_map | {\"AutoModel\": \"a/b--modeling.OtherModel\"} | REFUSED",
        "eurobert | num_key_value_heads | 2 | READ",
        "eurobert | head_dim | 8 | READ",
        "eurobert | attention_bias | true | READ",
        "eurobert | mlp_bias | true | READ",
        "eurobert | hidden_act | \"gelu\" | READ",
        "eurobert | rms_norm_eps | 0.5 | READ",
        "eurobert | classifier_pooling | \"bos\" | READ",
        "eurobert | clf_pooling | \"mean\" | READ",
        "eurobert | classifier_pooling | \"max\" | REFUSED",
        "eurobert | pretraining_tp | 2 | HARMLESS",
        "gemma3_text | use_bidirectional_attention | false | REFUSED",
        "gemma3_text | attn_logit_softcapping | 50.0 | REFUSED",
        "gemma3_text | final_logit_softcapping | 30.0 | HARMLESS",
        "gemma3_text | num_key_value_heads | 2 | READ",
        "gemma3_text | head_dim | 8 | READ",
        "gemma3_text | query_pre_attn_scalar | 9 | READ",
        "gemma3_text | query_pre_attn_scalar | 0 | REFUSED",
        "gemma3_text | sliding_window | 9 | READ",
        "gemma3_text | sliding_window_pattern | 2 | READ",
        "gemma3_text | sliding_window_pattern | 0 | REFUSED",
        "gemma3_text | _sliding_window_pattern | 2 | HARMLESS",
        "gemma3_text | layer_types | [\"full_attention\"] | REFUSED",
        "gemma3_text | hidden_activation | \"relu\" | READ",
        "gemma3_text | rms_norm_eps | 0.5 | READ",
        "gemma3_text | attention_bias | true | READ",
        "gemma3_text | rope_theta | 500 | READ",
        "gemma3_text | rope_local_base_freq | 500 | READ",
        "gemma3_text | rope_scaling | {\"rope_type\": \"linear\", \"factor\": 8} | READ",
        "gemma3_text | rope_parameters | {\"rope_theta\": 5} | REFUSED",
        "esm | position_embedding_type | \"rotary\" | READ",
        "esm | position_embedding_type | \"relative_key\" | REFUSED",
        "esm | emb_layer_norm_before | true | READ",
        "esm | token_dropout | true | REFUSED",
        "esm | pad_token_id | 5 | READ",
        "esm | layer_norm_eps | 0.5 | READ",
        "esm | is_folding_model | true | REFUSED",
        "esm | hidden_act | \"relu\" | HARMLESS",
        "jina_embeddings_v3 | rotary_emb_base | 500 | READ",
        "jina_embeddings_v3 | head_dim | 8 | READ",
        "gte | head_dim | 8 | READ",
        "new | rope_scaling | {\"type\": \"ntk\", \"factor\": 8} | READ",
        "new | rope_scaling | {\"type\": \"ntk\", \"factor\": 8, \"mixed_b\": 1} | REFUSED",
        "gte | rope_scaling | {\"rope_type\": \"ntk\", \"factor\": 8} | REFUSED",
        "new | logn_attention_scale | true | REFUSED",
        "new | pack_qkv | false | REFUSED",
        "new | layer_norm_type | \"rms_norm\" | REFUSED",
        "new | position_embedding_type | \"absolute\" | REFUSED",
        "neobert | max_length | 77 | READ",
        "neobert | norm_eps | 0.5 | READ",
        "neobert | rms_norm | false | REFUSED",
        "neobert | ngpt | true | REFUSED",
        "mpnet | relative_attention_num_buckets | 40 | READ",
        "mpnet | relative_attention_num_buckets | 16 | REFUSED",
        "mpnet | pad_token_id | 5 | HARMLESS",
        "mpnet | type_vocab_size | 2 | HARMLESS",
        "disentangled | relative_attention | false | READ",
        "disentangled | pos_att_type | [\"c2p\"] | READ",
        "disentangled | pos_att_type | \"p2c\" | READ",
        "disentangled | pos_att_type | [\"c2p\", \"p2p\"] | REFUSED",
        "disentangled | max_relative_positions | 9 | READ",
        "disentangled | position_biased_input | false | READ",
        "disentangled | embedding_size | 12 | READ",
        "disentangled | pooler_hidden_act | \"tanh\" | READ",
        "disentangled | pooler_hidden_size | 12 | REFUSED",
        "disentangled | attention_head_size | 12 | REFUSED",
        "disentangled | pooler_dropout | 0.9 | HARMLESS",
        "disentangled | cls_dropout | 0.9 | HARMLESS",
        "disentangled | legacy | false | HARMLESS",
        "deberta | talking_head | true | REFUSED",
        "deberta | position_buckets | 4 | TOLD",
        "deberta | share_att_key | true | TOLD",
        "deberta | norm_rel_ebd | \"layer_norm\" | TOLD",
        "deberta-v2 | position_buckets | 4 | READ",
        "deberta-v2 | share_att_key | true | READ",
        "deberta-v2 | norm_rel_ebd | \"layer_norm\" | READ",
        "deberta-v2 | conv_kernel_size | 5 | READ",
        "deberta-v2 | conv_kernel_size | 4 | REFUSED",
        "deberta-v2 | conv_groups | 2 | READ",
        "deberta-v2 | conv_groups | 7 | REFUSED",
        "deberta-v2 | conv_act | \"gelu\" | READ",
        "modernbert | hidden_activation | \"silu\" | READ",
        "modernbert | hidden_act | \"silu\" | TOLD",
        "modernbert | norm_eps | 0.5 | READ",
        "modernbert | layer_norm_eps | 0.5 | HARMLESS",
        "modernbert | norm_bias | true | READ",
        "modernbert | attention_bias | true | READ",
        "modernbert | mlp_bias | true | READ",
        "modernbert | global_rope_theta | 500 | READ",
        "modernbert | local_rope_theta | 500 | READ",
        "modernbert | rope_scaling | {\"rope_type\": \"yarn\", \"factor\": 2} | REFUSED",
        "modernbert | rope_parameters | {\"full_attention\": {\"rope_theta\": 5}} | READ",
        "modernbert | rope_parameters | {\"sliding_attention\": {\"rope_theta\": 5}} | READ",
        "modernbert | rope_parameters | {\"full_attention\": {\"rope_type\": \"yarn\"}} | REFUSED",
        "modernbert | rope_parameters | {\"full_attention\": {\"factor\": 2}} | REFUSED",
        "modernbert | local_attention | 64 | READ",
        "modernbert | sliding_window | 32 | REFUSED",
        "modernbert | head_dim | 12 | REFUSED",
        "modernbert | global_attn_every_n_layers | 2 | READ",
        "modernbert | global_attn_every_n_layers | 0 | REFUSED",
        "modernbert | layer_types | [\"full_attention\"] | REFUSED",
        "modernbert | classifier_pooling | \"mean\" | READ",
        "modernbert | classifier_pooling | \"max\" | REFUSED",
        "modernbert | classifier_activation | \"relu\" | READ",
        "modernbert | classifier_bias | true | READ",
        "modernbert | decoder_bias | false | HARMLESS",
        "modernbert | sparse_prediction | true | HARMLESS",
        "modernbert | sparse_pred_ignore_index | 3 | HARMLESS",
        "modernbert | deterministic_flash_attn | true | HARMLESS",
        "modernbert | reference_compile | true | HARMLESS",
        "modernbert | repad_logits_with_grad | true | HARMLESS",
        "modernbert | embedding_dropout | 0.9 | HARMLESS",
        "modernbert | mlp_dropout | 0.9 | HARMLESS",
        "modernbert | attention_dropout | 0.9 | HARMLESS",
        "modernbert | initializer_cutoff_factor | 1 | HARMLESS",
        "modernbert | position_embedding_type | \"absolute\" | HARMLESS",
        "modernbert | pad_token_id | 5 | HARMLESS",
        "modernbert | max_position_embeddings | 2147483647 | REFUSED",
        "disentangled | max_position_embeddings | 2147483647 | REFUSED",
        "modernbert | rope_parameters | {\"rope_theta\": 5} | REFUSED",
        "recurrent | embedding_size | 12 | READ",
        "recurrent | hidden_size | 48 | READ",
        "recurrent | hidden_size | 0 | REFUSED",
        "recurrent | num_layers | 2 | READ",
        "recurrent | num_layers | 0 | REFUSED",
        "recurrent | bidirectional | true | READ",
        "recurrent | bidirectional | \"both\" | REFUSED",
        "recurrent | bias | false | READ",
        "recurrent | pooling | \"max\" | READ",
        "recurrent | pooling | \"median\" | REFUSED",
        "recurrent | proj_size | 4 | REFUSED",
        "recurrent | batch_first | true | HARMLESS",
        "recurrent | dropout | 0.9 | HARMLESS"
      })
  void everyKeyHasItsFate(String group, String key, String value, Fate fate) {
    int checked = 0;
    for (EncoderFamily family : EncoderFamilies.all()) {
      if (belongs(family.name(), group)) {
        check(family.name(), key, value, fate);
        checked++;
      }
    }
    assertTrue(checked > 0, group);
  }

  /** BERT's kin without positions by distance. */
  private static final Set<String> WITHOUT_SHAW =
      Set.of("mpnet", "rembert", "luke", "mobilebert", "squeezebert", "convbert", "jina-bert-v2");

  private static boolean belongs(String family, String group) {
    boolean roberta =
        family.contains("roberta")
            || List.of("camembert", "data2vec-text", "luke").contains(family);
    boolean deberta = family.startsWith("deberta");
    boolean recurrent = family.equals("lstm") || family.equals("gru");
    boolean modern = List.of("modernbert", "eurobert", "gemma3_text", "neobert").contains(family);
    boolean t5 = family.endsWith("t5");
    boolean other =
        family.equals("distilbert") || family.equals("esm") || modern || recurrent || t5;
    boolean rotary =
        List.of("roformer", "nomic_bert", "jina_embeddings_v3", "gte", "new").contains(family);
    return switch (group) {
      case "all" -> true;
      case "alone", "texts" -> !t5;
      case "recurrent" -> recurrent;
      case "sized" -> !family.equals("distilbert") && !recurrent && !t5;
      case "post" -> !other;
      case "row0" -> roberta;
      case "typed" -> !roberta && !other && !family.equals("mpnet");
      case "zero" -> !roberta && !List.of("mpnet", "esm").contains(family);
      case "rotary" -> rotary && !family.equals("roformer") || List.of("eurobert").contains(family);
      case "shaw" -> !other && !rotary && !deberta && !WITHOUT_SHAW.contains(family);
      case "disentangled" -> deberta;
      default -> family.equals(group);
    };
  }

  private static void check(String family, String key, String value, Fate fate) {
    String json = "{\"%s\": %s}".formatted(key, value);
    switch (fate) {
      case READ ->
          assertNotEquals(converted(family, "{}").map(), converted(family, json).map(), family);
      case HARMLESS -> assertEquals(converted(family, "{}"), converted(family, json), family);
      case TOLD ->
          assertEquals(
              new Outcome(converted(family, "{}").map(), List.of(key)),
              converted(family, json),
              family);
      case REFUSED -> {
        var thrown =
            assertThrows(UnsupportedModelException.class, () -> converted(family, json), family);
        String message = thrown.getMessage();
        // Of sizes that no array can hold it is the size that is named.
        assertTrue(message.contains(key) || message.contains("2147483647"), message);
      }
    }
  }
}
