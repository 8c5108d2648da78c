package org.mekiki.transformer.head;

import java.util.List;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Tensor;
import org.mekiki.transformer.encoder.Activation;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.EncoderConfig;
import org.mekiki.transformer.encoder.WeightNames;
import org.mekiki.transformer.encoder.WeightSpec;
import org.mekiki.transformer.encoder.Weights;

/**
 * What some heads do to a row first: LayerNorm(activation(dense(row))).
 *
 * @param dense name of the linear layer in checkpoints
 * @param norm name of the layer norm in checkpoints
 * @param activation its name; null where a configuration key names it
 * @param activationKey that key
 */
public record RowTransform(String dense, String norm, String activation, String activationKey) {
  private static final String ACTIVATION = "activation";

  /** One whose activation is always the same. */
  static RowTransform always(String dense, String norm, Activation activation) {
    return new RowTransform(dense, norm, activation.label(), null);
  }

  /** One whose activation the configuration names; GELU where it does not. */
  static RowTransform configured(String dense, String norm, String activationKey) {
    return new RowTransform(dense, norm, null, activationKey);
  }

  /** The head's configuration with the activation in it. */
  HeadConfig in(HeadConfig head, ConfigValues config) {
    String label =
        activation == null ? config.text(activationKey, Activation.GELU.label()) : activation;
    return head.with(ACTIVATION, Activation.of(label).label());
  }

  List<WeightSpec> weights(int in, int out) {
    return new WeightNames(List.of(""))
        .linear("head.dense", dense, in, out)
        .norm("head.norm", norm, out)
        .list();
  }

  /** Of rows [B, Q, M]. */
  static Head of(EncoderConfig encoder, HeadConfig head, Weights weights) {
    Activation activation = Activation.of(head.values().text(ACTIVATION));
    LinearWeights dense = weights.linear("head.dense");
    Tensor scale = weights.get("head.norm.weight");
    Tensor shift = weights.get("head.norm.bias");
    return rows -> {
      Variable active = activation.ofLinear(rows, dense);
      return Ops.layerNorm(active, scale, shift, encoder.epsilon());
    };
  }
}
