package org.mekiki.transformer.encoder;

import java.util.Map;
import java.util.Optional;

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
 * @param feedForwards blocks, one after the other
 * @param groups into which linear maps are cut
 * @param bottleneck narrower layers inside
 * @param spans a convolution beside attention
 */
public record LayerForm(
    boolean preNorm,
    boolean firstNorm,
    boolean gated,
    boolean attentionBias,
    boolean feedForwardBias,
    boolean normBias,
    boolean sandwich,
    int feedForwards,
    LinearGroups groups,
    Optional<Bottleneck> bottleneck,
    Optional<SpanConvolution> spans) {
  /** BERT's. */
  public static final LayerForm POST_NORM =
      new LayerForm(false, true, false, true, true, true, false);

  /** The same with norms before attention and feed-forward, in all layers. */
  public static final LayerForm PRE_NORM =
      new LayerForm(true, true, false, true, true, true, false);

  /** As many as there are layers at most. */
  private static final int LARGEST = 1000;

  /** Checks that it can be. */
  public LayerForm {
    if (feedForwards < 1 || feedForwards > LARGEST) {
      throw new UnsupportedModelException(
          "the configuration has %d feed-forward blocks a layer".formatted(feedForwards));
    }
    if (preNorm && (feedForwards > 1 || bottleneck.isPresent())) {
      throw new UnsupportedModelException(
          "layers with norms before their blocks cannot have several feed-forward blocks or a"
              + " bottleneck");
    }
  }

  /**
   * Layers of attention and one feed-forward block.
   *
   * @param preNorm whether norms stand before attention and feed-forward, and one after all layers
   * @param firstNorm whether the first layer has a norm before attention too, if the others have
   * @param gated whether the feed-forward block is activation(x·W) ⊙ x·V
   * @param attentionBias whether checkpoints have biases for attention's linear layers
   * @param feedForwardBias whether they have them for the feed-forward block's
   * @param normBias whether they have them for layer norms
   * @param sandwich whether norms stand after attention and feed-forward too, before the sums
   */
  public LayerForm(
      boolean preNorm,
      boolean firstNorm,
      boolean gated,
      boolean attentionBias,
      boolean feedForwardBias,
      boolean normBias,
      boolean sandwich) {
    this(
        preNorm,
        firstNorm,
        gated,
        attentionBias,
        feedForwardBias,
        normBias,
        sandwich,
        1,
        LinearGroups.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * {@return a copy of this form with linear maps cut in another way}
   *
   * @param other into which they are cut
   */
  public LayerForm with(LinearGroups other) {
    return new LayerForm(
        preNorm,
        firstNorm,
        gated,
        attentionBias,
        feedForwardBias,
        normBias,
        sandwich,
        feedForwards,
        other,
        bottleneck,
        spans);
  }

  /**
   * {@return a copy of this form with other blocks}
   *
   * @param blocks of feed-forward, one after the other
   * @param inside a bottleneck, if there is one
   */
  public LayerForm with(int blocks, Optional<Bottleneck> inside) {
    return new LayerForm(
        preNorm,
        firstNorm,
        gated,
        attentionBias,
        feedForwardBias,
        normBias,
        sandwich,
        blocks,
        groups,
        inside,
        spans);
  }

  /**
   * {@return a copy of this form with a convolution beside attention}
   *
   * @param other the convolution
   */
  public LayerForm with(SpanConvolution other) {
    return new LayerForm(
        preNorm,
        firstNorm,
        gated,
        attentionBias,
        feedForwardBias,
        normBias,
        sandwich,
        feedForwards,
        groups,
        bottleneck,
        Optional.of(other));
  }

  /**
   * {@return numbers of a row in the layer's sums}
   *
   * @param hiddenSize M
   */
  public int width(int hiddenSize) {
    return bottleneck.map(Bottleneck::size).orElse(hiddenSize);
  }

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
    // Only what the first families do not have: their files stay as they were.
    if (feedForwards > 1) {
      map.put("feed_forwards", Integer.toString(feedForwards));
    }
    groups.writeTo(map);
    bottleneck.ifPresent(present -> present.writeTo(map));
    spans.ifPresent(present -> present.writeTo(map));
  }

  static LayerForm read(ConfigValues values) {
    return new LayerForm(
        values.truth("pre_norm", false),
        values.truth("first_norm", true),
        values.truth("gated", false),
        values.truth("attention_bias", true),
        values.truth("feed_forward_bias", true),
        values.truth("norm_bias", true),
        values.truth("sandwich_norm", false),
        values.integer("feed_forwards", 1),
        LinearGroups.read(values),
        Bottleneck.read(values),
        SpanConvolution.read(values));
  }
}
