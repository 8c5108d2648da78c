package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions.Rotary;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.RotaryFrequencies;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;
import org.mekiki.transformer.head.RowClassifier;
import org.mekiki.transformer.head.SentenceEmbedding;

/**
 * Nomic's BERT (Nussbaum et al. 2024): BERT with rotary positions and gated feed-forward blocks.
 * Configurations have the keys of transformers' class, or those of the model's own code, which are
 * GPT-2's.
 */
final class NomicBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("nomic_bert.", "bert.", "");
  private static final String CODE = "NomicBert";
  private static final double THETA = 1000;

  @Override
  public String name() {
    return "nomic_bert";
  }

  private EncoderConfig absent() {
    return BertLike.base(name())
        .vocabularySize(30528)
        .activation(Activation.SILU)
        .positions(2048)
        .build();
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, CODE);
    config.requireOnly("moe_every_n_layers", "0");
    return config.has("n_embd") ? ofOwnCode(config) : ofClass(config);
  }

  private EncoderConfig ofClass(ConfigValues config) {
    int hiddenSize = config.integer("hidden_size", absent().hiddenSize());
    int heads = config.integer("num_attention_heads", absent().heads());
    int headSize = config.integer("head_dim", BertLike.headSize(hiddenSize, heads));
    int positions = config.integer("max_position_embeddings", absent().positions());
    int layers = config.integer("num_hidden_layers", absent().layers());
    var rotary = Rotary.everywhere(RotaryKeys.read(config, THETA, positions), layers);
    EncoderForm form =
        form(hiddenSize, rotary, false, false)
            .with(BertLike.heads(hiddenSize, heads, headSize, heads));
    return BertLike.readSizes(config, absent()).form(form).build();
  }

  private static EncoderForm form(
      int hiddenSize, Rotary rotary, boolean attentionBias, boolean feedForwardBias) {
    EncoderForm bert = EncoderForm.bert(Math.max(1, hiddenSize));
    return bert.with(bert.embedding().withoutPositions())
        .with(new LayerForm(false, true, true, attentionBias, feedForwardBias, true, false))
        .with(rotary);
  }

  private EncoderConfig ofOwnCode(ConfigValues config) {
    config.requireOnly("activation_function", "swiglu");
    config.requireOnly("prenorm", "false");
    config.requireOnly("parallel_block", "false");
    config.requireOnly("causal", "false");
    config.requireOnly("rotary_head_dim", "false");
    config.requireNone("rotary_emb_scale_base", "scaled rotary positions are not supported");
    config.requireNone("num_heads_kv", "grouped keys are not supported");
    int hiddenSize = config.integer("n_embd");
    int layers = config.integer("n_layer", 12);
    boolean bias = config.truth("mlp_fc1_bias", true);
    config.requireOnly("mlp_fc2_bias", Boolean.toString(bias));
    var frequencies = RotaryFrequencies.of(config.number("rotary_emb_base", 10_000));
    var rotary =
        new Rotary(
            frequencies,
            frequencies,
            0,
            Rotary.everywhere(frequencies, layers).layers(),
            config.number("rotary_emb_fraction", 0),
            config.truth("rotary_emb_interleaved", false),
            false,
            false);
    return EncoderConfig.of(name())
        .vocabularySize(
            multiple(
                config.integer("vocab_size", 50257), config.integer("pad_vocab_size_multiple", 1)))
        .hiddenSize(hiddenSize)
        .layers(layers)
        .heads(config.integer("n_head", 12))
        .feedForwardSize(multiple(config.integer("n_inner", 4 * hiddenSize), 256))
        .activation(Activation.SILU)
        .epsilon((float) config.number("layer_norm_epsilon", 1e-5))
        .positions(positions(config))
        .types(config.integer("type_vocab_size", 2))
        .form(form(hiddenSize, rotary, config.truth("qkv_proj_bias", true), bias))
        .build();
  }

  /**
   * Tokens at most: where rotary positions are scaled, those up to which they are not, since beyond
   * them the angles depend on the length of the text.
   */
  private static int positions(ConfigValues config) {
    int positions = config.integer("n_positions", 1024);
    int trained = config.integer("max_trained_positions", 2048);
    return config.number("rotary_scaling_factor", 0) == 0
        ? positions
        : Math.min(positions, trained);
  }

  /** The smallest multiple that is not smaller. */
  private static int multiple(int number, int of) {
    if (of < 1) {
      throw new UnsupportedModelException("the configuration has a size below 1");
    }
    long multiple = Math.ceilDiv((long) number, of) * of;
    return (int) Math.min(multiple, Integer.MAX_VALUE);
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    Rotary rotary = (Rotary) config.form().positions();
    LayerForm layer = config.form().layer();
    boolean own =
        rotary.fraction() < 1
            || rotary.interleaved()
            || layer.attentionBias()
            || layer.feedForwardBias();
    if (own) {
      return keysOfOwnCode(config, rotary);
    }
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("head_dim", config.headSize());
    RotaryKeys.addTo(keys, rotary);
    return keys;
  }

  private static SequencedMap<String, Object> keysOfOwnCode(EncoderConfig config, Rotary rotary) {
    LayerForm layer = config.form().layer();
    var keys = new LinkedHashMap<String, Object>();
    keys.put("vocab_size", config.vocabularySize());
    keys.put("n_embd", config.hiddenSize());
    keys.put("n_layer", config.layers());
    keys.put("n_head", config.heads());
    keys.put("n_inner", config.feedForwardSize());
    keys.put("n_positions", config.positions());
    keys.put("activation_function", "swiglu");
    keys.put("layer_norm_epsilon", BertLike.decimal(config.epsilon()));
    keys.put("type_vocab_size", config.types());
    keys.put("qkv_proj_bias", layer.attentionBias());
    keys.put("mlp_fc1_bias", layer.feedForwardBias());
    keys.put("mlp_fc2_bias", layer.feedForwardBias());
    keys.put("rotary_emb_base", rotary.frequencies().theta());
    keys.put("rotary_emb_fraction", rotary.fraction());
    keys.put("rotary_emb_interleaved", rotary.interleaved());
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    LayerForm form = config.form().layer();
    WeightSpecs specs = BertLike.tables(config, PREFIXES).norm("embeddings.norm", "emb_ln", m);
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layers." + i + ".";
      String to = "layers." + i + ".";
      boolean bias = form.feedForwardBias();
      BertLike.packedProjections(specs, to, from + "attn.Wqkv", config, form.attentionBias());
      specs
          .linear(
              to + "attention_output",
              from + "attn.out_proj",
              config.heads() * config.headSize(),
              m,
              form.attentionBias())
          .norm(to + "attention_norm", from + "norm1", m)
          .linear(to + "inner", from + "mlp.fc12", m, f, bias)
          .linear(to + "gate", from + "mlp.fc11", m, f, bias)
          .linear(to + "outer", from + "mlp.fc2", f, m, bias)
          .norm(to + "outer_norm", from + "norm2", m);
    }
    return specs.list();
  }

  /** Frequencies that older versions saved. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.endsWith("inv_freq") || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled("NomicBertForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.nomic("NomicBertForMaskedLM"));
    heads.add(OtherHeads.nomic("NomicBertForPreTraining"));
    heads.add(RowClassifier.tags("NomicBertForTokenClassification"));
    heads.add(new SentenceEmbedding("NomicBertModel"));
    return heads;
  }
}
