package org.mekiki.transformer.encoder;

import java.util.Map;

/**
 * How a layer is built.
 *
 * @param preNorm whether norms stand before attention and feed-forward, and one after all layers,
 *     instead of one after each sum
 * @param firstNorm whether the first layer has a norm before attention too, if the others have
 * @param gated whether the feed-forward block is activation(x·W) ⊙ x·V (Shazeer 2020)
 * @param attentionBias whether checkpoints have biases for attention's linear layers
 * @param feedForwardBias whether they have them for the feed-forward block's
 * @param normBias whether they have them for layer norms
 * @param sandwich whether norms stand after attention and feed-forward too, before the sums
 */
public record LayerForm(
    boolean preNorm,
    boolean firstNorm,
    boolean gated,
    boolean attentionBias,
    boolean feedForwardBias,
    boolean normBias,
    boolean sandwich) {
  /** BERT's. */
  public static final LayerForm POST_NORM =
      new LayerForm(false, true, false, true, true, true, false);

  /** The same with norms before attention and feed-forward, in all layers. */
  public static final LayerForm PRE_NORM =
      new LayerForm(true, true, false, true, true, true, false);

  void writeTo(Map<String, String> map) {
    map.put("pre_norm", Boolean.toString(preNorm));
    map.put("first_norm", Boolean.toString(firstNorm));
    map.put("gated", Boolean.toString(gated));
    map.put("attention_bias", Boolean.toString(attentionBias));
    map.put("feed_forward_bias", Boolean.toString(feedForwardBias));
    map.put("norm_bias", Boolean.toString(normBias));
    if (sandwich) {
      map.put("sandwich_norm", "true");
    }
  }

  static LayerForm read(ConfigValues values) {
    return new LayerForm(
        values.truth("pre_norm", false),
        values.truth("first_norm", true),
        values.truth("gated", false),
        values.truth("attention_bias", true),
        values.truth("feed_forward_bias", true),
        values.truth("norm_bias", true),
        values.truth("sandwich_norm", false));
  }
}
