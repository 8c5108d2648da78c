package org.mekiki.transformer.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.mekiki.core.tensor.Shape;
import org.mekiki.transformer.encoder.AttentionForm;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EmbeddingForm;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.LayerForm;
import org.mekiki.transformer.encoder.LinearGroups;
import org.mekiki.transformer.encoder.SpanConvolution;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.FirstRowClassifier;
import org.mekiki.transformer.head.HeadForm;
import org.mekiki.transformer.head.OtherHeads;

/**
 * ConvBERT (Jiang et al. 2020): fewer heads of attention, and beside them a convolution whose
 * kernel depends on the words; a feed-forward block that may be cut into groups.
 */
final class ConvBert implements EncoderFamily {
  private static final List<String> PREFIXES = List.of("convbert.", "");

  @Override
  public String name() {
    return "convbert";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig read = BertLike.read(config, BertLike.base(name()).build()).build();
    int m = read.hiddenSize();
    int ratio = config.integer("head_ratio", 2);
    int heads = ratio < 1 ? 0 : Math.max(1, read.heads() / ratio);
    if (heads == 0 || m % (2 * heads) != 0) {
      throw new UnsupportedModelException(
          ("\"head_ratio\" is %d in the configuration, for %d heads and a hidden size of %d: half"
                  + " of the size must be a multiple of the heads that remain")
              .formatted(ratio, read.heads(), m));
    }
    int size = config.integer("conv_kernel_size", 9);
    if (size < 1 || size % 2 == 0) {
      throw new UnsupportedModelException(
          "\"conv_kernel_size\" is %d in the configuration; an odd number is needed"
              .formatted(size));
    }
    int groups = config.integer("num_groups", 1);
    if (groups < 1 || m % groups != 0 || read.feedForwardSize() % groups != 0) {
      throw new UnsupportedModelException(
          "\"num_groups\" is %d in the configuration, for layers of %d and %d numbers"
              .formatted(groups, m, read.feedForwardSize()));
    }
    int embedding = config.integer("embedding_size", 768);
    EmbeddingForm.Steps steps =
        embedding == m ? EmbeddingForm.Steps.NORM : EmbeddingForm.Steps.NORM_PROJECTION;
    LayerForm layer =
        LayerForm.POST_NORM
            .with(new LinearGroups(Map.of("inner", groups, "outer", groups)))
            .with(new SpanConvolution(size));
    return read.change()
        .heads(heads)
        .form(
            read.form()
                .with(new EmbeddingForm(embedding, steps, true))
                .with(layer)
                .with(new AttentionForm(m / heads / 2, 0, false, 0)))
        .build();
  }

  /** Of the heads those that remain are written, with the ratio 1. */
  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = BertLike.keys(config);
    LayerForm layer = config.form().layer();
    keys.put("embedding_size", config.embeddingSize());
    keys.put("head_ratio", 1);
    keys.put("conv_kernel_size", layer.spans().orElseThrow().size());
    keys.put("num_groups", layer.groups().of("inner"));
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    int m = config.hiddenSize();
    int a = config.attentionSize();
    WeightSpecs specs = BertLike.embeddingWeights(config, PREFIXES);
    if (config.form().embedding().steps().projects()) {
      specs.linear("embeddings.projection", "embeddings_project", config.embeddingSize(), m);
    }
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String to = "layers." + i + ".";
      for (String role : List.of("query", "key", "value")) {
        specs.linear(to + role, from + "attention.self." + role, m, a);
      }
      addSpans(specs, to, from + "attention.self.", config);
      specs
          .linear(to + "attention_output", from + "attention.output.dense", 2 * a, m)
          .norm(to + "attention_norm", from + "attention.output.LayerNorm", m);
      addFeedForward(specs, to, from, config);
      specs.norm(to + "outer_norm", from + "output.LayerNorm", m);
    }
    return specs.list();
  }

  private static void addSpans(WeightSpecs specs, String to, String from, EncoderConfig config) {
    int m = config.hiddenSize();
    int a = config.attentionSize();
    int size = config.form().layer().spans().orElseThrow().size();
    String keys = from + "key_conv_attn_layer.";
    specs
        .part(
            to + "span_depthwise",
            keys + "depthwise.weight",
            WeightPart.reordered(Shape.of(m, 1, size), size * m, i -> i % m * size + i / m),
            size,
            m)
        .part(
            to + "span_pointwise.weight",
            keys + "pointwise.weight",
            WeightPart.reordered(Shape.of(a, m, 1), a * m, i -> i),
            a,
            m)
        .part(
            to + "span_pointwise.bias",
            keys + "bias",
            WeightPart.reordered(Shape.of(a, 1), a, i -> i),
            a)
        .linear(to + "span_kernel", from + "conv_kernel_layer", a, config.heads() * size)
        .linear(to + "span_value", from + "conv_out_layer", m, a);
  }

  private static void addFeedForward(
      WeightSpecs specs, String to, String from, EncoderConfig config) {
    int m = config.hiddenSize();
    int f = config.feedForwardSize();
    int groups = config.form().layer().groups().of("inner");
    if (groups == 1) {
      specs
          .linear(to + "inner", from + "intermediate.dense", m, f)
          .linear(to + "outer", from + "output.dense", f, m);
    } else {
      specs
          .grouped(to + "inner", from + "intermediate.dense", m, f, groups)
          .grouped(to + "outer", from + "output.dense", f, m, groups);
    }
  }

  /** What tells replaced tokens. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    return tensor.startsWith("discriminator_predictions.")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    var heads = new ArrayList<HeadForm>();
    heads.add(
        FirstRowClassifier.configured(
            "ConvBertForSequenceClassification",
            "classifier.dense",
            "hidden_act",
            "classifier.out_proj"));
    heads.add(OtherHeads.generator("ConvBertForMaskedLM"));
    heads.addAll(OtherHeads.plain("ConvBert"));
    return heads;
  }
}
