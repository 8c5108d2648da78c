package org.mekiki.transformer.encoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * All that changes an encoder's computation.
 *
 * @param family name of the family
 * @param vocabularySize V
 * @param hiddenSize M
 * @param layers number of layers
 * @param heads H
 * @param feedForwardSize F
 * @param activation of the feed-forward block
 * @param epsilon of the layer norms
 * @param positions rows of the position table
 * @param firstPosition row of the first token
 * @param types rows of the token-type table; 0 for none
 * @param form how it is put together
 */
public record EncoderConfig(
    String family,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int feedForwardSize,
    Activation activation,
    float epsilon,
    int positions,
    int firstPosition,
    int types,
    EncoderForm form) {
  /** Far above any published model; a damaged number must not fill the memory. */
  private static final int LARGEST_DEPTH = 1000;

  private static final int LARGEST_MATRIX = Integer.MAX_VALUE - 8;

  /** Tokens at most where something is prepared for each distance. */
  private static final int LARGEST_LENGTH = 1 << 20;

  /**
   * A configuration of an encoder that is put together as BERT.
   *
   * @param family name of the family
   * @param vocabularySize V
   * @param hiddenSize M
   * @param layers number of layers
   * @param heads H, which divides M
   * @param feedForwardSize F
   * @param activation of the feed-forward block
   * @param epsilon of the layer norms
   * @param positions rows of the position table
   * @param firstPosition row of the first token
   * @param types rows of the token-type table; 0 for none
   * @throws UnsupportedModelException if the sizes cannot be
   */
  public EncoderConfig(
      String family,
      int vocabularySize,
      int hiddenSize,
      int layers,
      int heads,
      int feedForwardSize,
      Activation activation,
      float epsilon,
      int positions,
      int firstPosition,
      int types) {
    this(
        family,
        vocabularySize,
        hiddenSize,
        layers,
        heads,
        feedForwardSize,
        activation,
        epsilon,
        positions,
        firstPosition,
        types,
        EncoderForm.bert(Math.max(1, hiddenSize)));
  }

  /** Checks that the sizes can be. */
  public EncoderConfig {
    for (int size : List.of(vocabularySize, hiddenSize, heads, feedForwardSize, positions)) {
      if (size < 1) {
        throw new UnsupportedModelException("the configuration has a size below 1");
      }
    }
    if (layers < 0 || types < 0 || firstPosition < 0 || firstPosition >= positions) {
      throw new UnsupportedModelException("the configuration has an impossible size");
    }
    long depth = (long) layers * form.groups().inner();
    if (depth > LARGEST_DEPTH) {
      throw new UnsupportedModelException(
          "the configuration has %d layers; %d are supported".formatted(depth, LARGEST_DEPTH));
    }
    for (int rows : List.of(vocabularySize, hiddenSize, feedForwardSize, positions, types)) {
      requireArray(rows, hiddenSize);
      requireArray(rows, form.embedding().size());
    }
    if (form.positions() != AttentionPositions.NONE && positions > LARGEST_LENGTH) {
      throw new UnsupportedModelException(
          "the configuration has %d positions; %d are supported"
              .formatted(positions, LARGEST_LENGTH));
    }
    if (form.positions() instanceof AttentionPositions.Disentangled positionTable) {
      requireArray(positionTable.rows(), hiddenSize);
    }
    if (form.positions() instanceof AttentionPositions.Rotary rotary
        && (rotary.layers().length() != layers || hiddenSize / heads % 2 != 0)) {
      throw new UnsupportedModelException(
          "rotary positions for %d layers and heads of %d numbers do not fit %d layers"
              .formatted(rotary.layers().length(), hiddenSize / heads, layers));
    }
    if (!(epsilon >= 0 && Float.isFinite(epsilon))) {
      throw new UnsupportedModelException(
          "the configuration has the layer norm epsilon " + epsilon + "; it must be 0 or more");
    }
    if (hiddenSize % heads != 0) {
      throw new UnsupportedModelException(
          "hidden size %d is no multiple of %d attention heads".formatted(hiddenSize, heads));
    }
  }

  /**
   * {@return a copy of this configuration, put together in another way}
   *
   * @param other how it is put together
   * @throws UnsupportedModelException if that does not fit the sizes
   */
  public EncoderConfig with(EncoderForm other) {
    return changed(types, other);
  }

  /**
   * {@return a copy of this configuration with another number of token types}
   *
   * @param other rows of the token-type table; 0 for none
   */
  public EncoderConfig withTypes(int other) {
    return changed(other, form);
  }

  private EncoderConfig changed(int otherTypes, EncoderForm otherForm) {
    return new EncoderConfig(
        family,
        vocabularySize,
        hiddenSize,
        layers,
        heads,
        feedForwardSize,
        activation,
        epsilon,
        positions,
        firstPosition,
        otherTypes,
        otherForm);
  }

  private static void requireArray(int rows, int columns) {
    if ((long) rows * columns > LARGEST_MATRIX) {
      throw new UnsupportedModelException(
          "the configuration has a matrix of size %d x %d, more than an array can hold"
              .formatted(rows, columns));
    }
  }

  /** {@return E, the width of the word-embedding table} */
  public int embeddingSize() {
    return form.embedding().size();
  }

  /** {@return the number of layers that have weights of their own} */
  public int distinctLayers() {
    return form.groups().distinct(layers);
  }

  /** {@return the number of tokens that a text may have at most} */
  public int maxTokens() {
    return positions - firstPosition;
  }

  /** {@return the configuration as written to the converted file, in the file's order} */
  public SequencedMap<String, String> toMap() {
    var map = new LinkedHashMap<String, String>();
    map.put("family", family);
    map.put("vocabulary_size", Integer.toString(vocabularySize));
    map.put("hidden_size", Integer.toString(hiddenSize));
    map.put("layers", Integer.toString(layers));
    map.put("heads", Integer.toString(heads));
    map.put("feed_forward_size", Integer.toString(feedForwardSize));
    map.put("activation", activation.label());
    map.put("epsilon", Float.toString(epsilon));
    map.put("positions", Integer.toString(positions));
    map.put("first_position", Integer.toString(firstPosition));
    map.put("types", Integer.toString(types));
    form.writeTo(map);
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @param map the file's entries; those of the head among them are not looked at
   * @return the configuration
   * @throws UnsupportedModelException where an entry is missing or no number
   */
  public static EncoderConfig fromMap(Map<String, String> map) {
    var values = new ConfigValues(map);
    int hiddenSize = values.integer("hidden_size");
    return new EncoderConfig(
        values.text("family"),
        values.integer("vocabulary_size"),
        hiddenSize,
        values.integer("layers"),
        values.integer("heads"),
        values.integer("feed_forward_size"),
        Activation.of(values.text("activation")),
        (float) values.number("epsilon"),
        values.integer("positions"),
        values.integer("first_position"),
        values.integer("types"),
        EncoderForm.read(values, Math.max(1, hiddenSize)));
  }
}
