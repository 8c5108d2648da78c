package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.mekiki.transformer.encoder.AttentionPositions.Disentangled;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * DeBERTa (He et al. 2021): disentangled attention with a row for each distance; queries, keys and
 * values come from one matrix, keys have no bias.
 */
final class Deberta implements EncoderFamily {
  static final List<String> PREFIXES = List.of("deberta.", "");

  @Override
  public String name() {
    return "deberta";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    config.requireOnly("talking_head", "false");
    EncoderConfig absent =
        BertLike.base(name()).vocabularySize(50265).epsilon(1e-7f).types(0).build();
    EncoderConfig plain = config(config, absent);
    List<String> terms = terms(config);
    boolean relative = config.truth("relative_attention", false);
    var positions =
        new Disentangled(
            terms.size(),
            terms.contains("c2p"),
            terms.contains("p2c"),
            relative ? span(config, plain) : 0,
            0,
            false,
            false);
    return plain.with(plain.form().with(positions));
  }

  /** What both versions have alike. */
  static EncoderConfig config(ConfigValues config, EncoderConfig absent) {
    EncoderConfig plain = BertLike.read(config, absent).build();
    String hidden = Integer.toString(plain.hiddenSize());
    config.requireOnly("pooler_hidden_size", hidden);
    config.requireOnly("attention_head_size", Integer.toString(plain.hiddenSize() / plain.heads()));
    int size = config.integer("embedding_size", plain.hiddenSize());
    EmbeddingForm.Steps steps =
        size == plain.hiddenSize() ? EmbeddingForm.Steps.NORM : EmbeddingForm.Steps.PROJECTION_NORM;
    boolean positions = config.truth("position_biased_input", true);
    return plain.with(plain.form().with(new EmbeddingForm(size, steps, positions)));
  }

  /** Rows of the table of relative positions in one direction. */
  static int span(ConfigValues config, EncoderConfig plain) {
    int span = config.integer("max_relative_positions", -1);
    return span < 1 ? plain.positions() : span;
  }

  /** The kinds of products with positions, a list or a text with bars. */
  static List<String> terms(ConfigValues config) {
    List<String> terms =
        config.has("pos_att_type")
            ? Stream.of(config.text("pos_att_type").toLowerCase(Locale.ROOT).split("\\|"))
                .map(String::strip)
                .toList()
            : config.list("pos_att_type");
    for (String term : terms) {
      if (!term.equals("c2p") && !term.equals("p2c")) {
        throw new UnsupportedModelException(
            "\"pos_att_type\" has \"%s\" in the configuration; supported are c2p, p2c"
                .formatted(term));
      }
    }
    return terms;
  }

  /** Embeddings and table of relative positions. */
  static WeightSpecs embeddingWeights(EncoderConfig config) {
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    int m = config.hiddenSize();
    if (config.form().embedding().steps().projects()) {
      specs.linear(
          "embeddings.projection", "embeddings.embed_proj", config.embeddingSize(), m, false);
    }
    if (config.form().positions() instanceof Disentangled d && d.span() > 0) {
      specs.encoder("positions.table", "encoder.rel_embeddings.weight", d.rows(), m);
      if (d.normalised()) {
        specs.norm("positions.norm", "encoder.LayerNorm", m);
      }
    }
    return specs;
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = embeddingKeys(config);
    if (config.form().positions() instanceof Disentangled positions) {
      keys.put("max_relative_positions", positions.span() > 0 ? positions.span() : -1);
    }
    return keys;
  }

  /** Keys that both versions have alike. */
  static SequencedMap<String, Object> embeddingKeys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    keys.put("pooler_hidden_size", config.hiddenSize());
    keys.put("embedding_size", config.embeddingSize());
    keys.put("position_biased_input", config.form().embedding().positions());
    if (config.form().positions() instanceof Disentangled positions) {
      keys.put("relative_attention", positions.span() > 0);
      keys.put("pos_att_type", termKeys(positions));
    }
    return keys;
  }

  /** Kinds of products; one that a configuration names twice counts twice in the scale. */
  private static List<String> termKeys(Disentangled positions) {
    var terms = new ArrayList<String>();
    if (positions.contentToPosition()) {
      terms.add("c2p");
    }
    if (positions.positionToContent()) {
      terms.add("p2c");
    }
    while (!terms.isEmpty() && terms.size() < positions.terms()) {
      terms.add(terms.getFirst());
    }
    return terms;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = embeddingWeights(config);
    int m = config.hiddenSize();
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String self = from + "attention.self.";
      String to = "layers." + i + ".";
      List<String> parts = List.of("query", "key", "value");
      for (String part : parts) {
        specs.part(
            to + part + ".weight",
            self + "in_proj.weight",
            WeightPart.packed(parts.indexOf(part), 3, config.heads(), m, m),
            m,
            m);
      }
      specs
          .encoder(to + "query.bias", self + "q_bias", m)
          .zeros(to + "key.bias", m)
          .encoder(to + "value.bias", self + "v_bias", m)
          .linear(to + "attention_output", from + "attention.output.dense", m, m);
      if (config.form().positions() instanceof Disentangled d && d.span() > 0) {
        if (d.contentToPosition()) {
          specs.linear(to + "position_key", self + "pos_proj", m, m, false);
        }
        if (d.positionToContent()) {
          specs.linear(to + "position_query", self + "pos_q_proj", m, m);
        }
      }
      BertLike.rest(specs, to, from, config, "attention.output.LayerNorm", "output.LayerNorm");
    }
    return specs.list();
  }

  @Override
  public List<HeadForm> heads() {
    return heads("Deberta");
  }

  static List<HeadForm> heads(String className) {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        FirstRowClassifier.configured(
            className + "ForSequenceClassification",
            "pooler.dense",
            "pooler_hidden_act",
            "classifier"));
    heads.add(OtherHeads.lmPredictions(className + "ForMaskedLM"));
    heads.addAll(OtherHeads.plain(className));
    return heads;
  }
}
