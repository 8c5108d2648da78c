package org.mekiki.transformer.encoder;

import java.util.Objects;

/**
 * Is told what an {@link EncoderConfig} consists of, each number by its name; what it is not told
 * is 0, and the encoder is put together as BERT.
 */
public final class EncoderConfigBuilder {
  String family;
  int vocabularySize;
  int hiddenSize;
  int layers;
  int heads;
  int feedForwardSize;
  Activation activation;
  float epsilon;
  int positions;
  int firstPosition;
  int types;

  /** Null for that of BERT, which depends on the hidden size. */
  EncoderForm form;

  /**
   * Says of which family it is.
   *
   * @param name the family's
   * @return this
   */
  public EncoderConfigBuilder family(String name) {
    family = Objects.requireNonNull(name, "family");
    return this;
  }

  /** Knows the family alone. */
  EncoderConfigBuilder(String family) {
    this.family = Objects.requireNonNull(family, "family");
  }

  /** Knows all of a configuration. */
  EncoderConfigBuilder(EncoderConfig config) {
    family = config.family();
    vocabularySize = config.vocabularySize();
    hiddenSize = config.hiddenSize();
    layers = config.layers();
    heads = config.heads();
    feedForwardSize = config.feedForwardSize();
    activation = config.activation();
    epsilon = config.epsilon();
    positions = config.positions();
    firstPosition = config.firstPosition();
    types = config.types();
    form = config.form();
  }

  /**
   * Sets one part.
   *
   * @param value V, rows of the word-embedding table
   * @return this builder
   */
  public EncoderConfigBuilder vocabularySize(int value) {
    vocabularySize = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value M, numbers of a row between layers
   * @return this builder
   */
  public EncoderConfigBuilder hiddenSize(int value) {
    hiddenSize = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value number of layers
   * @return this builder
   */
  public EncoderConfigBuilder layers(int value) {
    layers = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value H, attention heads, which divide M
   * @return this builder
   */
  public EncoderConfigBuilder heads(int value) {
    heads = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value F, numbers of a row within a feed-forward block
   * @return this builder
   */
  public EncoderConfigBuilder feedForwardSize(int value) {
    feedForwardSize = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value activation of the feed-forward block
   * @return this builder
   */
  public EncoderConfigBuilder activation(Activation value) {
    activation = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value what layer norms add to the variance, 0 or more
   * @return this builder
   */
  public EncoderConfigBuilder epsilon(float value) {
    epsilon = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value rows of the position table
   * @return this builder
   */
  public EncoderConfigBuilder positions(int value) {
    positions = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value row of the first token in the position table
   * @return this builder
   */
  public EncoderConfigBuilder firstPosition(int value) {
    firstPosition = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value rows of the token-type table; 0 for none
   * @return this builder
   */
  public EncoderConfigBuilder types(int value) {
    types = value;
    return this;
  }

  /**
   * Sets one part.
   *
   * @param value how the encoder is put together; unless told, as BERT with M numbers a word
   * @return this builder
   */
  public EncoderConfigBuilder form(EncoderForm value) {
    form = value;
    return this;
  }

  /**
   * {@return the configuration}
   *
   * @throws UnsupportedModelException if the sizes cannot be
   * @throws NullPointerException if no activation was told
   */
  public EncoderConfig build() {
    Objects.requireNonNull(activation, "activation");
    return new EncoderConfig(this);
  }
}
