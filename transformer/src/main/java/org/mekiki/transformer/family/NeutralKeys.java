package org.mekiki.transformer.family;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keys of configurations that change no answer: what training, generation and saving use, and what
 * only another head of the same family reads.
 *
 * <p>See {@code docs/decisions/2026-11-26-encoders.md}.
 */
final class NeutralKeys {
  /** What configuration classes of all families have, and what others leave beside them. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          // Saving and loading.
          "_name_or_path",
          "name_or_path",
          "_commit_hash",
          "model_type",
          "architectures",
          "transformers_version",
          "tokenizer_class",
          "torch_dtype",
          "dtype",
          "use_bfloat16",
          "torchscript",
          "tf_legacy_loss",
          "xla_device",
          "transformers.js_config",
          // How something is computed or returned, not what.
          "attn_implementation",
          "_attn_implementation",
          "_attn_implementation_autoset",
          "_attn_implementation_internal",
          "experts_implementation",
          "_experts_implementation_internal",
          "chunk_size_feed_forward",
          "use_cache",
          "output_attentions",
          "output_hidden_states",
          "output_past",
          "output_scores",
          "return_dict",
          "return_dict_in_generate",
          // Training.
          "initializer_range",
          "gradient_checkpointing",
          "hidden_dropout_prob",
          "attention_probs_dropout_prob",
          "classifier_dropout",
          "finetuning_task",
          "task_specific_params",
          // Heads; of the labels, all that counts is their names.
          "id2label",
          "label2id",
          "num_labels",
          "_num_labels",
          "problem_type",
          "tie_word_embeddings",
          // What a library for scores of pairs makes of the logits.
          "sbert_ce_default_activation_function",
          "sentence_transformers",
          // Numbers of tokens, which the tokenizer has; families that count from one read it.
          "pad_token_id",
          "bos_token_id",
          "eos_token_id",
          "sep_token_id",
          "cls_token_id",
          "mask_token_id",
          "decoder_start_token_id",
          // Decoders, which are refused.
          "cross_attention_hidden_size",
          "tie_encoder_decoder",
          // Generation.
          "bad_words_ids",
          "begin_suppress_tokens",
          "diversity_penalty",
          "do_sample",
          "early_stopping",
          "encoder_no_repeat_ngram_size",
          "exponential_decay_length_penalty",
          "forced_bos_token_id",
          "forced_eos_token_id",
          "length_penalty",
          "max_length",
          "min_length",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_return_sequences",
          "prefix",
          "remove_invalid_values",
          "repetition_penalty",
          "suppress_tokens",
          "temperature",
          "top_k",
          "top_p",
          "typical_p");

  private static final Set<String> DEBERTA =
      Set.of(
          "cls_dropout",
          "legacy",
          "max_relative_positions", // where attention is not relative
          "pooler_dropout",
          "pooler_hidden_act");

  private static final Set<String> T5 =
      Set.of(
          "dropout_rate",
          "initializer_factor",
          "is_encoder_decoder", // the decoder is left alone
          "num_decoder_layers",
          "output_past",
          "scale_decoder_outputs");

  /** Of a head for several answers that is not there. */
  private static final Set<String> SUMMARY =
      Set.of("summary_activation", "summary_last_dropout", "summary_type", "summary_use_proj");

  private static final Set<String> RECURRENT = Set.of("batch_first", "dropout", "pooling");

  private static final Map<String, Set<String>> OF_FAMILY =
      Map.ofEntries(
          Map.entry(
              "bert",
              Set.of(
                  "directionality",
                  "pooler_fc_size",
                  "pooler_num_attention_heads",
                  "pooler_num_fc_layers",
                  "pooler_size_per_head",
                  "pooler_type")),
          Map.entry(
              "distilbert",
              Set.of(
                  "attention_dropout",
                  "dropout",
                  "qa_dropout",
                  "seq_classif_dropout",
                  "sinusoidal_pos_embds", // the table is stored
                  "tie_weights_")),
          Map.entry("electra", SUMMARY),
          Map.entry(
              "albert",
              Set.of(
                  "classifier_dropout_prob",
                  "down_scale_factor",
                  "gap_size",
                  "net_structure_type",
                  "num_memory_blocks")),
          Map.entry("deberta", DEBERTA),
          Map.entry(
              "deberta-v2",
              // Where there is no convolution.
              with(DEBERTA, "conv_act", "conv_groups")),
          Map.entry(
              "modernbert",
              Set.of(
                  "attention_dropout",
                  "classifier_activation",
                  "classifier_bias",
                  "classifier_pooling",
                  "decoder_bias",
                  "deterministic_flash_attn",
                  "embedding_dropout",
                  "initializer_cutoff_factor",
                  "layer_norm_eps", // in the published files beside norm_eps
                  "mlp_dropout",
                  "position_embedding_type", // likewise
                  "reference_compile",
                  "repad_logits_with_grad",
                  "sparse_pred_ignore_index",
                  "sparse_prediction")),
          Map.entry("mobilebert", Set.of("classifier_activation")),
          Map.entry("convbert", SUMMARY),
          Map.entry("t5", T5),
          Map.entry("mt5", T5),
          Map.entry("umt5", T5),
          Map.entry(
              JinaBert.NAME,
              // How sentences are pooled stands in the modules of a sentence encoder.
              Set.of("emb_pooler")),
          Map.entry("lstm", RECURRENT),
          Map.entry("gru", RECURRENT),
          Map.entry("ernie", Set.of("task_type_vocab_size")),
          Map.entry("rembert", Set.of("classifier_dropout_prob", "output_embedding_size")),
          Map.entry(
              "nomic_bert",
              Set.of(
                  "attn_pdrop",
                  "dense_seq_output",
                  "embd_pdrop",
                  "fused_bias_fc",
                  "fused_dropout_add_ln",
                  "max_trained_positions", // where nothing is scaled
                  "n_ctx",
                  "parallel_block_tied_norm",
                  "reorder_and_upcast_attn",
                  "resid_pdrop",
                  "scale_attn_by_inverse_layer_idx",
                  "scale_attn_weights",
                  "summary_activation",
                  "summary_first_dropout",
                  "summary_proj_to_labels",
                  "summary_type",
                  "summary_use_proj",
                  "use_flash_attn",
                  "use_rms_norm", // which the code does not look at
                  "use_xentropy")),
          Map.entry(
              "eurobert",
              Set.of(
                  "attention_dropout",
                  "classifier_pooling",
                  "clf_pooling",
                  "hidden_dropout",
                  "pretraining_tp")),
          Map.entry(
              "gemma3_text",
              Set.of("_sliding_window_pattern", "attention_dropout", "final_logit_softcapping")),
          Map.entry(
              "esm",
              Set.of(
                  "emb_layer_norm_after",
                  "esmfold_config",
                  "hidden_act", // which is always GELU
                  "vocab_list")),
          Map.entry(
              JinaV3.NAME,
              Set.of(
                  "emb_pooler",
                  "load_trained_adapters",
                  "lora_adaptations", // these are the converter's business
                  "lora_alpha",
                  "lora_dropout_p",
                  "lora_main_params_trainable",
                  "lora_rank",
                  "matryoshka_dimensions",
                  "task_instructions",
                  "truncate_dim",
                  "use_flash_attn",
                  "use_reentrant")),
          Map.entry(
              "new",
              Set.of(
                  "logn_attention_clip1", // where scores are not scaled by it
                  "unpad_inputs",
                  "use_memory_efficient_attention")),
          Map.entry(
              "neobert",
              Set.of(
                  "classifier_init_range", "decoder_init_range", "embedding_init_range", "kwargs")),
          Map.entry(
              "luke",
              Set.of("entity_emb_size", "entity_vocab_size", "use_entity_aware_attention")));

  private NeutralKeys() {}

  private static Set<String> with(Set<String> keys, String... more) {
    var all = new HashSet<>(keys);
    Collections.addAll(all, more);
    return all;
  }

  /** Whether a key changes no answer of a family's models. */
  static boolean contains(String family, String key) {
    return EVERYWHERE.contains(key) || OF_FAMILY.getOrDefault(family, Set.of()).contains(key);
  }
}
