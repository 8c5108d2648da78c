package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * Jina BERT v2 (Günther et al. 2023), under the names of the models' own code: BERT with scores
 * that fall with the distance in the place of positions, and gated feed-forward blocks. Its
 * configurations call themselves {@code bert}; the code's classes tell it apart.
 */
final class JinaBert implements EncoderFamily {
  /** What names of the code's classes begin with. */
  private static final String CLASSES = "JinaBert";

  static final String NAME = "jina-bert-v2";

  private static final List<String> PREFIXES = List.of("bert.", "");
  private static final String CODE = "jinaai/jina-bert-implementation--";
  private static final String NORMED = "qk-post-norm";

  @Override
  public String name() {
    return NAME;
  }

  /** Whether a configuration is one of the own code. */
  static boolean isOwnCode(ConfigValues config) {
    return config.under("auto_map").stream()
        .anyMatch(reference -> reference.contains("." + CLASSES));
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    BertLike.requireEncoder(config);
    BertLike.requireKnownCode(config, CLASSES);
    for (String reference : config.under("auto_map")) {
      if (reference.contains(NORMED)) {
        throw new UnsupportedModelException(
            ("\"auto_map\" names \"%s\" in the configuration; its norms of queries and keys are not"
                    + " supported")
                .formatted(reference));
      }
    }
    config.requireOnly("position_embedding_type", "alibi");
    EncoderConfig plain = BertLike.readSizes(config, BertLike.base(NAME).build()).build();
    String type = config.text("feed_forward_type", "original");
    Activation activation =
        switch (type) {
          case "original" -> plain.activation();
          case "geglu" -> Activation.GELU;
          case "reglu" -> Activation.RELU;
          default ->
              throw new UnsupportedModelException(
                  ("\"feed_forward_type\" is \"%s\" in the configuration; supported are original,"
                          + " geglu, reglu")
                      .formatted(type));
        };
    boolean gated = !type.equals("original");
    EncoderForm form =
        plain
            .form()
            .with(plain.form().embedding().withoutPositions())
            .with(new LayerForm(false, true, gated, true, !gated, true, false))
            .with(new AttentionPositions.LinearBias());
    return plain.change().activation(activation).form(form).build();
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("model_type", "bert");
    var code = new LinkedHashMap<String, Object>();
    code.put("AutoConfig", CODE + "configuration_bert.JinaBertConfig");
    code.put("AutoModel", CODE + "modeling_bert.JinaBertModel");
    for (String task :
        List.of("MaskedLM", "SequenceClassification", "TokenClassification", "QuestionAnswering")) {
      code.put("AutoModelFor" + task, CODE + "modeling_bert.JinaBertFor" + task);
    }
    keys.put("auto_map", code);
    keys.putAll(BertLike.keys(config));
    keys.put("position_embedding_type", "alibi");
    boolean gated = config.form().layer().gated();
    boolean relu = config.activation() == Activation.RELU;
    keys.put("feed_forward_type", gated ? relu ? "reglu" : "geglu" : "original");
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    if (!config.form().layer().gated()) {
      return BertLike.encoderWeights(config, PREFIXES).list();
    }
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      BertLike.attention(specs, to, from, config);
      specs
          .norm(to + "attention_norm", from + "attention.output.LayerNorm", m)
          .packedLinear(to + "inner", from + "mlp.gated_layers", 0, 2, m, f, false)
          .packedLinear(to + "gate", from + "mlp.gated_layers", 1, 2, m, f, false)
          .linear(to + "outer", from + "mlp.wo", f, m)
          .norm(to + "outer_norm", from + "mlp.layernorm", m);
    }
    return specs.list();
  }

  /** Nothing: a position table would be used. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return false;
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(OtherHeads.pooled(CLASSES + "ForSequenceClassification", PREFIXES));
    heads.add(OtherHeads.clsPredictions(CLASSES + "ForMaskedLM"));
    heads.addAll(OtherHeads.plain(CLASSES));
    return heads;
  }
}
