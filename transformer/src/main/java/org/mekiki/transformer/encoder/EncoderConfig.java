package org.mekiki.transformer.encoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * All that changes an encoder's computation. Made by an {@link EncoderConfigBuilder}, which sets
 * each number by its name; equal where all of it is equal.
 */
public final class EncoderConfig {
  /** Far above any published model; a damaged number must not fill the memory. */
  private static final int LARGEST_DEPTH = 1000;

  private static final int LARGEST_MATRIX = Integer.MAX_VALUE - 8;

  /** Tokens at most where something is prepared for each distance. */
  private static final int LARGEST_LENGTH = 1 << 20;

  private final String family;
  private final int vocabularySize;
  private final int hiddenSize;
  private final int layers;
  private final int heads;
  private final int feedForwardSize;
  private final Activation activation;
  private final float epsilon;
  private final int positions;
  private final int firstPosition;
  private final int types;
  private final EncoderForm form;

  /**
   * What a builder was told.
   *
   * @throws UnsupportedModelException if the sizes cannot be
   */
  EncoderConfig(EncoderConfigBuilder told) {
    family = told.family;
    vocabularySize = told.vocabularySize;
    hiddenSize = told.hiddenSize;
    layers = told.layers;
    heads = told.heads;
    feedForwardSize = told.feedForwardSize;
    activation = told.activation;
    epsilon = told.epsilon;
    positions = told.positions;
    firstPosition = told.firstPosition;
    types = told.types;
    form = told.form == null ? EncoderForm.bert(Math.max(1, hiddenSize)) : told.form;
    requirePossible();
  }

  /**
   * Begins a configuration, of which nothing is known but the family.
   *
   * @param family name of the family
   * @return the builder
   */
  public static EncoderConfigBuilder of(String family) {
    return new EncoderConfigBuilder(family);
  }

  /** {@return a builder that was told all of this configuration} */
  public EncoderConfigBuilder change() {
    return new EncoderConfigBuilder(this);
  }

  private void requirePossible() {
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
    int tasks = form.embedding().tasks();
    for (int rows : List.of(vocabularySize, hiddenSize, feedForwardSize, positions, types, tasks)) {
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
    requireHeads();
    requireFittingLayers();
    if (form.positions() instanceof AttentionPositions.Rotary rotary
        && (rotary.layers().length() != layers || rotary.turned(headSize()) % 2 != 0)) {
      throw new UnsupportedModelException(
          "rotary positions for %d layers and heads of %d numbers do not fit %d layers"
              .formatted(rotary.layers().length(), headSize(), layers));
    }
    if (!(epsilon >= 0 && Float.isFinite(epsilon))) {
      throw new UnsupportedModelException(
          "the configuration has the layer norm epsilon " + epsilon + "; it must be 0 or more");
    }
  }

  private void requireHeads() {
    if (form.attention().headSize() == 0 && hiddenSize % heads != 0) {
      throw new UnsupportedModelException(
          "hidden size %d is not a multiple of %d attention heads".formatted(hiddenSize, heads));
    }
    if (heads % keyHeads() != 0) {
      throw new UnsupportedModelException(
          "%d attention heads are not a multiple of %d heads of keys".formatted(heads, keyHeads()));
    }
    if (headSize() > LARGEST_MATRIX / heads) {
      throw new UnsupportedModelException(
          "the configuration has %d heads of %d numbers".formatted(heads, headSize()));
    }
    // Checkpoints of some families keep those of queries, keys and values in one tensor.
    requireArray(3L * heads * headSize(), hiddenSize);
  }

  private void requireFittingLayers() {
    LayerForm layer = form.layer();
    int width = layer.width(hiddenSize);
    requireArray(2L * feedForwardSize, width); // with its gate in one tensor
    LinearGroups groups = layer.groups();
    groups.requireDividing("query", width, attentionSize());
    for (String role : List.of("key", "value")) {
      groups.requireDividing(role, width, keyHeads() * headSize());
    }
    groups.requireDividing("attention_output", attentionSize(), width);
    for (String role : List.of("inner", "gate")) {
      groups.requireDividing(role, width, feedForwardSize);
    }
    groups.requireDividing("outer", feedForwardSize, width);
    layer.spans().ifPresent(spans -> requireArray((long) heads * spans.size(), hiddenSize));
  }

  /**
   * {@return a copy of this configuration, put together in another way}
   *
   * @param other how it is put together
   * @throws UnsupportedModelException if that does not fit the sizes
   */
  public EncoderConfig with(EncoderForm other) {
    return change().form(other).build();
  }

  private static void requireArray(long rows, int columns) {
    if (rows * columns > LARGEST_MATRIX) {
      throw new UnsupportedModelException(
          "the configuration has a matrix of size %d x %d, more than an array can hold"
              .formatted(rows, columns));
    }
  }

  /** {@return name of the family} */
  public String family() {
    return family;
  }

  /** {@return V} */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** {@return M} */
  public int hiddenSize() {
    return hiddenSize;
  }

  /** {@return number of layers} */
  public int layers() {
    return layers;
  }

  /** {@return H} */
  public int heads() {
    return heads;
  }

  /** {@return D, numbers of a head: M/H unless the form says another} */
  public int headSize() {
    int own = form.attention().headSize();
    return own == 0 ? hiddenSize / heads : own;
  }

  /**
   * {@return A = H · D, numbers of a row of queries: M unless the form says another size of heads}
   */
  public int attentionSize() {
    return heads * headSize();
  }

  /** {@return heads of keys and values, which divide H: as many unless the form says fewer} */
  public int keyHeads() {
    int own = form.attention().keyHeads();
    return own == 0 ? heads : own;
  }

  /** {@return F} */
  public int feedForwardSize() {
    return feedForwardSize;
  }

  /** {@return activation of the feed-forward block} */
  public Activation activation() {
    return activation;
  }

  /** {@return what layer norms add to the variance} */
  public float epsilon() {
    return epsilon;
  }

  /** {@return rows of the position table} */
  public int positions() {
    return positions;
  }

  /** {@return row of the first token} */
  public int firstPosition() {
    return firstPosition;
  }

  /** {@return rows of the token-type table; 0 for none} */
  public int types() {
    return types;
  }

  /** {@return how it is put together} */
  public EncoderForm form() {
    return form;
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
    return of(values.text("family"))
        .vocabularySize(values.integer("vocabulary_size"))
        .hiddenSize(hiddenSize)
        .layers(values.integer("layers"))
        .heads(values.integer("heads"))
        .feedForwardSize(values.integer("feed_forward_size"))
        .activation(Activation.of(values.text("activation")))
        .epsilon((float) values.number("epsilon"))
        .positions(values.integer("positions"))
        .firstPosition(values.integer("first_position"))
        .types(values.integer("types"))
        .form(EncoderForm.read(values, Math.max(1, hiddenSize)))
        .build();
  }

  private List<Object> all() {
    return List.of(
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
        form);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncoderConfig config && all().equals(config.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return "EncoderConfig" + all();
  }
}
