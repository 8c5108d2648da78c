package org.mekiki.transformer.encoder;

import java.util.Map;
import java.util.Optional;

/**
 * How an encoder is put together, beside its sizes: all in which families differ.
 *
 * <p>See {@code docs/decisions/2026-11-25-families.md}.
 *
 * @param embedding from word embeddings to the first layer
 * @param layer the blocks of a layer
 * @param positions how positions enter attention
 * @param groups which layers share weights
 * @param convolution beside the first layer
 * @param recurrent recurrent layers in the place of attention and feed-forward blocks
 * @param norm what norms do
 * @param attention the heads
 * @param epsilons of norms that do not have the configuration's
 */
public record EncoderForm(
    EmbeddingForm embedding,
    LayerForm layer,
    AttentionPositions positions,
    LayerGroups groups,
    Optional<Convolution> convolution,
    Optional<RecurrentForm> recurrent,
    NormKind norm,
    AttentionForm attention,
    NormEpsilons epsilons) {
  /**
   * {@return the form of BERT}
   *
   * @param hiddenSize M
   */
  public static EncoderForm bert(int hiddenSize) {
    return new EncoderForm(
        EmbeddingForm.plain(hiddenSize),
        LayerForm.POST_NORM,
        AttentionPositions.NONE,
        LayerGroups.NONE,
        Optional.empty(),
        Optional.empty(),
        NormKind.LAYER,
        AttentionForm.PLAIN,
        NormEpsilons.NONE);
  }

  /**
   * {@return a copy of this form with another embedding}
   *
   * @param other from word embeddings to the first layer
   */
  public EncoderForm with(EmbeddingForm other) {
    return new EncoderForm(
        other, layer, positions, groups, convolution, recurrent, norm, attention, epsilons);
  }

  /**
   * {@return a copy of this form with other layers}
   *
   * @param other the blocks of a layer
   */
  public EncoderForm with(LayerForm other) {
    return new EncoderForm(
        embedding, other, positions, groups, convolution, recurrent, norm, attention, epsilons);
  }

  /**
   * {@return a copy of this form with other positions}
   *
   * @param other how positions enter attention
   */
  public EncoderForm with(AttentionPositions other) {
    return new EncoderForm(
        embedding, layer, other, groups, convolution, recurrent, norm, attention, epsilons);
  }

  /**
   * {@return a copy of this form with other groups}
   *
   * @param other which layers share weights
   */
  public EncoderForm with(LayerGroups other) {
    return new EncoderForm(
        embedding, layer, positions, other, convolution, recurrent, norm, attention, epsilons);
  }

  /**
   * {@return a copy of this form with a convolution}
   *
   * @param other beside the first layer
   */
  public EncoderForm with(Convolution other) {
    return new EncoderForm(
        embedding,
        layer,
        positions,
        groups,
        Optional.of(other),
        recurrent,
        norm,
        attention,
        epsilons);
  }

  /**
   * {@return a copy of this form with recurrent layers}
   *
   * @param other in the place of attention and feed-forward blocks
   */
  public EncoderForm with(RecurrentForm other) {
    return new EncoderForm(
        embedding,
        layer,
        positions,
        groups,
        convolution,
        Optional.of(other),
        norm,
        attention,
        epsilons);
  }

  /**
   * {@return a copy of this form with other norms}
   *
   * @param other what norms do
   */
  public EncoderForm with(NormKind other) {
    return new EncoderForm(
        embedding, layer, positions, groups, convolution, recurrent, other, attention, epsilons);
  }

  /**
   * {@return a copy of this form with other heads}
   *
   * @param other the heads
   */
  public EncoderForm with(AttentionForm other) {
    return new EncoderForm(
        embedding, layer, positions, groups, convolution, recurrent, norm, other, epsilons);
  }

  /**
   * {@return a copy of this form with other ε of norms}
   *
   * @param other of norms that do not have the configuration's
   */
  public EncoderForm with(NormEpsilons other) {
    return new EncoderForm(
        embedding, layer, positions, groups, convolution, recurrent, norm, attention, other);
  }

  void writeTo(Map<String, String> map) {
    embedding.writeTo(map);
    layer.writeTo(map);
    positions.writeTo(map);
    groups.writeTo(map);
    convolution.ifPresent(present -> present.writeTo(map));
    recurrent.ifPresent(present -> present.writeTo(map));
    norm.writeTo(map);
    attention.writeTo(map);
    epsilons.writeTo(map);
  }

  /** Reads what {@link #writeTo} wrote; what is absent is as in BERT. */
  static EncoderForm read(ConfigValues values, int hiddenSize) {
    return new EncoderForm(
        EmbeddingForm.read(values, hiddenSize),
        LayerForm.read(values),
        AttentionPositions.read(values),
        LayerGroups.read(values),
        Convolution.read(values),
        RecurrentForm.read(values),
        NormKind.read(values),
        AttentionForm.read(values),
        NormEpsilons.read(values));
  }
}
