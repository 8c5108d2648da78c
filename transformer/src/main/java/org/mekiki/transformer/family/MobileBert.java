package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionForm;
import org.mekiki.transformer.encoder.Bottleneck;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.NormEpsilons;
import org.mekiki.transformer.encoder.NormKind;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * MobileBERT (Sun et al. 2020): layers narrower inside, several feed-forward blocks each, norms
 * that only scale, embeddings of three neighbouring words.
 */
final class MobileBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("mobilebert.", "");

  /** ε of norms that are made without the configuration's. */
  private static final NormEpsilons DEFAULT_EPSILONS =
      new NormEpsilons(Map.of("embeddings.norm", 1e-5f, "outer_norm", 1e-5f));

  private static final EncoderConfig ABSENT =
      BertLike.base("mobilebert")
          .hiddenSize(512)
          .layers(24)
          .heads(4)
          .feedForwardSize(512)
          .activation(Activation.RELU)
          .build();

  @Override
  public String name() {
    return "mobilebert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig plain = BertLike.read(config, ABSENT).build();
    int m = plain.hiddenSize();
    Optional<Bottleneck> bottleneck = bottleneck(config, m);
    int width = bottleneck.map(Bottleneck::size).orElse(m);
    config.requireOnly("true_hidden_size", Integer.toString(width));
    if (width % plain.heads() != 0) {
      throw new UnsupportedModelException(
          ("\"intra_bottleneck_size\" and \"hidden_size\" make layers of %d numbers, which are no"
                  + " multiple of %d attention heads")
              .formatted(width, plain.heads()));
    }
    int blocks = config.integer("num_feedforward_networks", 4);
    if (blocks < 1) {
      throw new UnsupportedModelException(
          "\"num_feedforward_networks\" is %d in the configuration; it must be 1 or more"
              .formatted(blocks));
    }
    NormKind norm = norm(config);
    int size = config.integer("embedding_size", 128);
    boolean trigrams = config.truth("trigram_input", true);
    EmbeddingForm.Steps steps =
        trigrams
            ? EmbeddingForm.Steps.TRIGRAM_SUM_NORM
            : size == m ? EmbeddingForm.Steps.NORM : EmbeddingForm.Steps.PROJECTION_SUM_NORM;
    return plain
        .change()
        .form(
            plain
                .form()
                .with(new EmbeddingForm(size, steps, true))
                .with(LayerForm.POST_NORM.with(blocks, bottleneck))
                .with(new AttentionForm(width / plain.heads(), 0, false, 0))
                .with(norm)
                .with(norm == NormKind.SCALE ? NormEpsilons.NONE : DEFAULT_EPSILONS))
        .build();
  }

  private static Optional<Bottleneck> bottleneck(ConfigValues config, int hiddenSize) {
    boolean narrow = config.truth("use_bottleneck", true);
    int size = config.integer("intra_bottleneck_size", 128);
    boolean inside = config.truth("use_bottleneck_attention", false);
    boolean keys = config.truth("key_query_shared_bottleneck", true);
    if (!narrow) {
      return Optional.empty();
    }
    if (size < 1) {
      throw new UnsupportedModelException(
          "\"intra_bottleneck_size\" is %d in the configuration; it must be 1 or more"
              .formatted(size));
    }
    if (!inside && !keys && size != hiddenSize) {
      throw new UnsupportedModelException(
          ("\"key_query_shared_bottleneck\" and \"use_bottleneck_attention\" are false in the"
                  + " configuration; queries then need an \"intra_bottleneck_size\" of %d, not %d")
              .formatted(hiddenSize, size));
    }
    return Optional.of(
        new Bottleneck(
            size,
            inside
                ? Bottleneck.Source.INSIDE
                : keys ? Bottleneck.Source.KEYS : Bottleneck.Source.INPUT));
  }

  private static NormKind norm(ConfigValues config) {
    String type = config.text("normalization_type", "no_norm");
    return switch (type) {
      case "no_norm" -> NormKind.SCALE;
      case "layer_norm" -> NormKind.LAYER;
      default ->
          throw new UnsupportedModelException(
              ("\"normalization_type\" is \"%s\" in the configuration; supported are no_norm,"
                      + " layer_norm")
                  .formatted(type));
    };
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    LayerForm layer = config.form().layer();
    Optional<Bottleneck.Source> source = layer.bottleneck().map(Bottleneck::attention);
    int width = layer.width(config.hiddenSize());
    keys.put("embedding_size", config.embeddingSize());
    keys.put(
        "trigram_input", config.form().embedding().steps() == EmbeddingForm.Steps.TRIGRAM_SUM_NORM);
    keys.put("use_bottleneck", layer.bottleneck().isPresent());
    keys.put("intra_bottleneck_size", width);
    keys.put("true_hidden_size", width);
    keys.put(
        "use_bottleneck_attention", source.filter(Bottleneck.Source.INSIDE::equals).isPresent());
    // Without it the class has no second bottleneck, of which the model has no weights either.
    keys.put(
        "key_query_shared_bottleneck", source.filter(Bottleneck.Source.KEYS::equals).isPresent());
    keys.put("num_feedforward_networks", layer.feedForwards());
    keys.put(
        "normalization_type", config.form().norm() == NormKind.SCALE ? "no_norm" : "layer_norm");
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    EmbeddingForm embedding = config.form().embedding();
    int m = config.hiddenSize();
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    String transformation = "embeddings.embedding_transformation";
    int e = embedding.size();
    if (embedding.steps() == EmbeddingForm.Steps.PROJECTION_SUM_NORM) {
      specs.linear("embeddings.projection", transformation, e, m);
    } else if (embedding.steps() == EmbeddingForm.Steps.TRIGRAM_SUM_NORM) {
      List<String> words = List.of("next", "projection", "before");
      for (int k = 0; k < words.size(); k++) {
        int first = k * e;
        specs.part(
            "embeddings." + words.get(k) + ".weight",
            transformation + ".weight",
            WeightPart.reordered(Shape.of(m, 3 * e), m * e, i -> i / e * 3 * e + first + i % e),
            m,
            e);
      }
      specs
          .encoder("embeddings.projection.bias", transformation + ".bias", m)
          .zeros("embeddings.next.bias", m)
          .zeros("embeddings.before.bias", m);
    }
    for (int i = 0; i < config.layers(); i++) {
      addLayer(specs, "layers." + i + ".", "encoder.layer." + i + ".", config);
    }
    return specs.list();
  }

  private static void addLayer(WeightSpecs specs, String to, String from, EncoderConfig config) {
    LayerForm layer = config.form().layer();
    Optional<Bottleneck.Source> source = layer.bottleneck().map(Bottleneck::attention);
    int m = config.hiddenSize();
    int t = layer.width(m);
    boolean inside = source.filter(Bottleneck.Source.INSIDE::equals).isPresent();
    String self = from + "attention.self.";
    specs
        .linear(to + "query", self + "query", t, t)
        .linear(to + "key", self + "key", t, t)
        .linear(to + "value", self + "value", inside ? t : m, t)
        .linear(to + "attention_output", from + "attention.output.dense", t, t)
        .norm(to + "attention_norm", from + "attention.output.LayerNorm", t);
    for (int j = 0; j + 1 < layer.feedForwards(); j++) {
      String block = to + "blocks." + j + ".";
      addFeedForward(specs, block, from + "ffn." + j + ".", config);
      specs.norm(block + "norm", from + "ffn." + j + ".output.LayerNorm", t);
    }
    addFeedForward(specs, to, from, config);
    specs.norm(to + "outer_norm", from + "output.LayerNorm", t);
    if (source.isEmpty()) {
      return;
    }
    specs
        .linear(to + "bottleneck", from + "bottleneck.input.dense", m, t)
        .norm(to + "bottleneck_norm", from + "bottleneck.input.LayerNorm", t)
        .linear(to + "bottleneck_output", from + "output.bottleneck.dense", t, m)
        .norm(to + "bottleneck_output_norm", from + "output.bottleneck.LayerNorm", m);
    if (source.get() == Bottleneck.Source.KEYS) {
      specs
          .linear(to + "key_bottleneck", from + "bottleneck.attention.dense", m, t)
          .norm(to + "key_bottleneck_norm", from + "bottleneck.attention.LayerNorm", t);
    }
  }

  private static void addFeedForward(
      WeightSpecs specs, String to, String from, EncoderConfig config) {
    int t = config.form().layer().width(config.hiddenSize());
    specs
        .linear(to + "inner", from + "intermediate.dense", t, config.feedForwardSize())
        .linear(to + "outer", from + "output.dense", config.feedForwardSize(), t);
  }

  /** Parts that the class makes whether it uses them or not. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    boolean keys =
        config.form().layer().bottleneck().map(Bottleneck::attention).orElse(null)
            == Bottleneck.Source.KEYS;
    return (!config.form().embedding().steps().projects()
            && tensor.contains("embeddings.embedding_transformation."))
        || (!keys && tensor.contains(".bottleneck.attention."))
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        new FirstRowClassifier(
            "MobileBertForSequenceClassification",
            PREFIXES,
            "pooler.dense",
            Activation.TANH,
            null,
            "classifier",
            "classifier_activation"));
    heads.add(OtherHeads.mobileBert("MobileBertForMaskedLM"));
    heads.add(OtherHeads.mobileBert("MobileBertForPreTraining"));
    heads.addAll(OtherHeads.plain("MobileBert"));
    return heads;
  }
}
