package org.mekiki.transformer.head;

import java.util.List;
import java.util.Map;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.WeightSpecs;
import org.mekiki.transformer.encoder.Weights;

/**
 * What some heads do to a row first: LayerNorm(activation(dense(row))).
 *
 * @param prefixes that both names may begin with in checkpoints, in order of preference
 * @param dense name of the linear layer
 * @param norm name of the layer norm
 * @param activation where the configuration names none
 * @param activationKey the configuration key that names another; null where it is always the same
 * @param biasKeys configuration keys that say whether the layer and the norm have a bias; null for
 *     the names of heads that always have both
 */
public record RowTransform(
    List<String> prefixes,
    String dense,
    String norm,
    Activation activation,
    String activationKey,
    BiasKeys biasKeys) {
  private static final String ACTIVATION = "activation";
  private static final String DENSE_BIAS = "dense_bias";
  private static final String NORM_BIAS = "norm_bias";

  /**
   * Configuration keys of biases.
   *
   * @param dense of the linear layer
   * @param norm of the layer norm; null where that always has one
   * @param absent whether there is one where the configuration does not say
   */
  public record BiasKeys(String dense, String norm, boolean absent) {
    private boolean normIn(ConfigValues config) {
      return norm == null || config.truth(norm, absent);
    }
  }

  /** Copies. */
  public RowTransform {
    prefixes = List.copyOf(prefixes);
  }

  /** One whose activation is always the same. */
  static RowTransform always(String prefix, String dense, String norm, Activation activation) {
    return new RowTransform(List.of(prefix), dense, norm, activation, null, null);
  }

  /** One whose activation the configuration may name. */
  static RowTransform configured(
      List<String> prefixes, String dense, String norm, Activation absent, String key) {
    return new RowTransform(prefixes, dense, norm, absent, key, null);
  }

  /** ModernBERT's: biases only where the configuration says so. */
  static RowTransform modernBert() {
    return new RowTransform(
        List.of("head."),
        "dense",
        "norm",
        Activation.GELU,
        "classifier_activation",
        new BiasKeys("classifier_bias", "norm_bias", false));
  }

  /**
   * One whose linear layer has a bias unless the configuration says otherwise.
   *
   * @param biasKey the key that says so
   */
  static RowTransform mayLackBias(
      String prefix, String dense, String norm, Activation absent, String key, String biasKey) {
    return new RowTransform(
        List.of(prefix), dense, norm, absent, key, new BiasKeys(biasKey, null, true));
  }

  /** The head's configuration with this in it. */
  HeadConfig in(HeadConfig head, ConfigValues config) {
    Activation active =
        activationKey == null
            ? activation
            : Activation.of(config, activationKey, activation.label());
    HeadConfig named = head.with(ACTIVATION, active.label());
    return biasKeys == null
        ? named
        : named
            .with(DENSE_BIAS, Boolean.toString(config.truth(biasKeys.dense(), biasKeys.absent())))
            .with(NORM_BIAS, Boolean.toString(biasKeys.normIn(config)));
  }

  /** Adds what {@link #in} reads. */
  void addKeys(HeadConfig head, Map<String, Object> keys) {
    if (activationKey != null) {
      keys.put(activationKey, head.values().text(ACTIVATION));
    }
    if (biasKeys != null) {
      keys.put(biasKeys.dense(), head.values().truth(DENSE_BIAS, biasKeys.absent()));
    }
    if (biasKeys != null && biasKeys.norm() != null) {
      keys.put(biasKeys.norm(), head.values().truth(NORM_BIAS, biasKeys.absent()));
    }
  }

  /** Names that the linear layer's matrix can have in a checkpoint. */
  List<String> marks() {
    return prefixes.stream().map(prefix -> prefix + dense + ".weight").toList();
  }

  List<WeightSpec> weights(HeadConfig head, int in, int out) {
    return new WeightSpecs(prefixes)
        .linear("head.dense", dense, in, out, head.values().truth(DENSE_BIAS, true))
        .norm("head.norm", norm, out, head.values().truth(NORM_BIAS, true))
        .list();
  }

  /** Of rows [B, Q, M]. */
  static Head of(EncoderConfig encoder, HeadConfig head, Weights weights) {
    return of(encoder, head, weights, weights.operand("head.norm.bias"));
  }

  /** The same but for the last step, the norm's shift. */
  static Head withoutShift(EncoderConfig encoder, HeadConfig head, Weights weights) {
    int width = weights.shape("head.norm.weight").size();
    return of(encoder, head, weights, Tensor.wrap(new float[width], 0, Shape.of(width)));
  }

  private static Head of(EncoderConfig encoder, HeadConfig head, Weights weights, Operand shift) {
    Activation activation = Activation.of(head.values().text(ACTIVATION));
    LinearWeights dense = weights.linear("head.dense");
    Operand scale = weights.operand("head.norm.weight");
    return rows -> {
      Variable active = activation.ofLinear(rows, dense);
      return Ops.layerNorm(active, scale, shift, encoder.epsilon());
    };
  }
}
