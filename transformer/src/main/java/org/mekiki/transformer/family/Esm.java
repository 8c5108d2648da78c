package org.mekiki.transformer.family;

import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * ESM-1b and ESM-2 (Rives et al. 2021; Lin et al. 2023), language models of proteins: norms before
 * attention and feed-forward, positions as RoBERTa's or rotary ones, and embeddings of masked
 * tokens that count as dropped out.
 */
final class Esm implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("esm.", "");
  private static final String POSITIONS = "position_embedding_type";
  private static final String ROTARY = "rotary";
  private static final String ABSOLUTE = "absolute";
  private static final double THETA = 10_000;

  @Override
  public String name() {
    return "esm";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requirePlainEncoder(config);
    config.requireOnly("is_folding_model", "false");
    int hiddenSize = config.integer("hidden_size", 768);
    int layers = config.integer("num_hidden_layers", 12);
    int heads = config.integer("num_attention_heads", 12);
    String type = config.text(POSITIONS, ABSOLUTE);
    if (!type.equals(ABSOLUTE) && !type.equals(ROTARY)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" in the configuration; supported are %s, %s"
              .formatted(POSITIONS, type, ABSOLUTE, ROTARY));
    }
    boolean absolute = type.equals(ABSOLUTE);
    double theta = config.number("rope_theta", THETA);
    EncoderForm form =
        EncoderForm.bert(Math.max(1, hiddenSize))
            .with(embedding(config, Math.max(1, hiddenSize), absolute))
            .with(LayerForm.PRE_NORM);
    return EncoderConfig.of(name())
        .vocabularySize(config.integer("vocab_size"))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(heads)
        .feedForwardSize(config.integer("intermediate_size", 3072))
        .activation(Activation.GELU)
        .epsilon((float) config.number("layer_norm_eps", 1e-12))
        .positions(config.integer("max_position_embeddings", 1026))
        .firstPosition(absolute ? config.integer("pad_token_id", 1) + 1 : 0)
        .form(absolute ? form : form.with(Rotary.everywhere(RotaryFrequencies.of(theta), layers)))
        .build();
  }

  private static EmbeddingForm embedding(ConfigValues config, int width, boolean absolute) {
    int mask = config.integer("mask_token_id", -1);
    boolean drops = config.truth("token_dropout", false);
    if (drops && mask < 0) {
      throw new UnsupportedModelException(
          "\"token_dropout\" is true in the configuration, which needs a \"mask_token_id\"");
    }
    EmbeddingForm.Steps steps =
        config.truth("emb_layer_norm_before", false)
            ? EmbeddingForm.Steps.NORM
            : EmbeddingForm.Steps.PLAIN;
    return new EmbeddingForm(width, steps, absolute, 1, 0, drops ? mask : -1);
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    EmbeddingForm embedding = config.form().embedding();
    keys.remove("hidden_act");
    keys.remove("type_vocab_size");
    keys.put(POSITIONS, embedding.positions() ? ABSOLUTE : ROTARY);
    if (config.form().positions() instanceof Rotary rotary) {
      keys.put("rope_theta", rotary.frequencies().theta());
    } else {
      keys.put("pad_token_id", config.firstPosition() - 1);
    }
    keys.put("emb_layer_norm_before", embedding.steps() == EmbeddingForm.Steps.NORM);
    keys.put("token_dropout", embedding.dropped() >= 0);
    if (embedding.dropped() >= 0) {
      keys.put("mask_token_id", embedding.dropped());
    }
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    WeightSpecs specs = BertLike.tables(config, PREFIXES);
    if (config.form().embedding().steps() == EmbeddingForm.Steps.NORM) {
      specs.norm("embeddings.norm", "embeddings.layer_norm", m);
    }
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      BertLike.attention(specs, to, from, config);
      BertLike.rest(specs, to, from, config, "attention.LayerNorm", "LayerNorm");
    }
    return specs.norm("final_norm", "encoder.emb_layer_norm_after", m).list();
  }

  /** Contacts of amino acids, frequencies, and positions that rotary ones take the place of. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.contains("contact_head.")
        || tensor.endsWith("inv_freq")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return List.of(
        new FirstRowClassifier(
            "EsmForSequenceClassification",
            "classifier.dense",
            Activation.TANH,
            "classifier.out_proj"),
        OtherHeads.lmHead("EsmForMaskedLM"),
        RowClassifier.tags("EsmForTokenClassification"),
        new SentenceEmbedding("EsmModel"));
  }
}
