package org.mekiki.transformer.family;

import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.AttentionPositions.Disentangled;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.Convolution;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.EncoderForm;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.encoder.WeightPart;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.head.HeadForm;

/**
 * DeBERTa v2 and v3 (He et al. 2021, 2023): distances in logarithmic buckets, positions that may go
 * through the layers' own projections, and a convolution beside the first layer in some models.
 */
final class DebertaV2 implements EncoderFamily {
  @Override
  public String name() {
    return "deberta-v2";
  }

  @Override
  public EncoderConfig config(ConfigValues config) {
    EncoderConfig absent =
        BertLike.base(name())
            .vocabularySize(128100)
            .hiddenSize(1536)
            .layers(24)
            .heads(24)
            .feedForwardSize(6144)
            .epsilon(1e-7f)
            .types(0)
            .build();
    EncoderConfig plain = Deberta.config(config, absent);
    EncoderForm form = plain.form().with(positions(config, plain));
    int size = config.integer("conv_kernel_size", 0);
    if (size > 0) {
      if (size % 2 == 0) {
        throw new UnsupportedModelException(
            "\"conv_kernel_size\" is %d in the configuration; an odd number is needed"
                .formatted(size));
      }
      int groups = config.integer("conv_groups", 1);
      if (groups < 1 || plain.hiddenSize() % groups != 0) {
        throw new UnsupportedModelException(
            "\"conv_groups\" is %d in the configuration, for a hidden size of %d"
                .formatted(groups, plain.hiddenSize()));
      }
      Activation activation = Activation.of(config, "conv_act", "tanh");
      form = form.with(new Convolution(size, groups, activation));
    }
    return plain.with(form);
  }

  private static Disentangled positions(ConfigValues config, EncoderConfig plain) {
    List<String> terms = Deberta.terms(config);
    boolean toPosition = terms.contains("c2p");
    boolean toContent = terms.contains("p2c");
    int furthest = Deberta.span(config, plain);
    int buckets = config.integer("position_buckets", -1);
    boolean relative = config.truth("relative_attention", false);
    return new Disentangled(
        (toPosition ? 1 : 0) + (toContent ? 1 : 0),
        toPosition,
        toContent,
        relative ? buckets > 0 ? buckets : furthest : 0,
        buckets > 0 ? furthest : 0,
        config.truth("share_att_key", false),
        Stream.of(config.text("norm_rel_ebd", "none").toLowerCase(Locale.ROOT).split("\\|"))
            .anyMatch(step -> step.strip().equals("layer_norm")));
  }

  @Override
  public SequencedMap<String, Object> keys(EncoderConfig config) {
    SequencedMap<String, Object> keys = Deberta.embeddingKeys(config);
    if (config.form().positions() instanceof Disentangled positions) {
      boolean buckets = positions.bucketLimit() > 0;
      keys.put(
          "max_relative_positions",
          buckets ? positions.bucketLimit() : positions.span() > 0 ? positions.span() : -1);
      keys.put("position_buckets", buckets ? Math.max(1, positions.span()) : -1);
      keys.put("share_att_key", positions.shared());
      keys.put("norm_rel_ebd", positions.normalised() ? "layer_norm" : "none");
    }
    config
        .form()
        .convolution()
        .ifPresent(
            convolution -> {
              keys.put("conv_kernel_size", convolution.size());
              keys.put("conv_groups", convolution.groups());
              keys.put("conv_act", convolution.activation().label());
            });
    return keys;
  }

  @Override
  public List<WeightSpec> weights(EncoderConfig config) {
    WeightSpecs specs = Deberta.embeddingWeights(config);
    int m = config.hiddenSize();
    config
        .form()
        .convolution()
        .ifPresent(
            convolution -> {
              int size = convolution.size();
              specs
                  .part(
                      "convolution.weight",
                      "encoder.conv.conv.weight",
                      WeightPart.convolution(m, size, convolution.groups()),
                      m,
                      size * m)
                  .encoder("convolution.bias", "encoder.conv.conv.bias", m)
                  .norm("convolution.norm", "encoder.conv.LayerNorm", m);
            });
    for (int i = 0; i < config.layers(); i++) {
      String from = "encoder.layer." + i + ".";
      String self = from + "attention.self.";
      String to = "layers." + i + ".";
      specs
          .linear(to + "query", self + "query_proj", m, m)
          .linear(to + "key", self + "key_proj", m, m)
          .linear(to + "value", self + "value_proj", m, m)
          .linear(to + "attention_output", from + "attention.output.dense", m, m);
      if (config.form().positions() instanceof Disentangled d && d.span() > 0 && !d.shared()) {
        if (d.contentToPosition()) {
          specs.linear(to + "position_key", self + "pos_key_proj", m, m);
        }
        if (d.positionToContent()) {
          specs.linear(to + "position_query", self + "pos_query_proj", m, m);
        }
      }
      BertLike.rest(specs, to, from, config, "attention.output.LayerNorm", "output.LayerNorm");
    }
    return specs.list();
  }

  /** Without relative attention there may be a norm for its table all the same. */
  @Override
  public boolean ignores(EncoderConfig config, String tensor) {
    boolean relative = config.form().positions() instanceof Disentangled d && d.span() > 0;
    return (!relative && tensor.contains("encoder.LayerNorm."))
        || tensor.startsWith("mask_predictions.")
        || EncoderFamily.super.ignores(config, tensor);
  }

  @Override
  public List<HeadForm> heads() {
    return Deberta.heads("DebertaV2");
  }
}
