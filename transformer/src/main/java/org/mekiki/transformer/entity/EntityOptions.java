package org.mekiki.transformer.entity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mekiki.transformer.encoder.ConfigValues;
import org.mekiki.transformer.encoder.UnsupportedModelException;
import org.mekiki.transformer.head.HeadConfig;
import org.mekiki.transformer.head.Task;

/**
 * All that changes what a GLiNER model computes beyond its encoder.
 *
 * @param spans how spans are scored
 * @param size D, the numbers of a word's row and a label's
 * @param recurrent layers of the LSTM over words; 0 for none
 * @param width words of a span at most; where spans are found by their ends, any number
 * @param words words of a text at most
 * @param marker the token before each label
 * @param separator the token after the labels
 * @param markerIsLabel whether the marker's row stands for a label; else the row after it
 */
public record EntityOptions(
    SpanScores spans,
    int size,
    int recurrent,
    int width,
    int words,
    String marker,
    String separator,
    boolean markerIsLabel) {
  private static final String SPAN_MODE = "span_mode";
  private static final String REPRESENT = "represent_spans";
  private static final String HIDDEN = "hidden_size";
  private static final String RECURRENT = "num_rnn_layers";
  private static final String WIDTH = "max_width";
  private static final String WORDS = "max_len";
  private static final String MARKER = "ent_token";
  private static final String SEPARATOR = "sep_token";
  private static final String EMBED_MARKER = "embed_ent_token";
  private static final int MOST_LAYERS = 64;

  /** Matrices of larger rows would have more numbers than an array. */
  private static final int LARGEST_SIZE = 1 << 13;

  /** Checks. */
  public EntityOptions {
    positive(HIDDEN, size);
    if (size > LARGEST_SIZE) {
      throw new UnsupportedModelException(
          "\"%s\" is %d in the configuration; at most %d are supported"
              .formatted(HIDDEN, size, LARGEST_SIZE));
    }
    positive(WIDTH, width);
    positive(WORDS, words);
    if (recurrent > 0 && size % 2 != 0) {
      throw new UnsupportedModelException(
          "\"%s\" is %d in the configuration; an even number is needed for a bidirectional LSTM"
              .formatted(HIDDEN, size));
    }
    if (recurrent > MOST_LAYERS) {
      throw new UnsupportedModelException(
          "\"%s\" is %d in the configuration; at most %d are supported"
              .formatted(RECURRENT, recurrent, MOST_LAYERS));
    }
    if (marker.isEmpty() || separator.isEmpty() || marker.equals(separator)) {
      throw new UnsupportedModelException(
          "\"%s\" is \"%s\" and \"%s\" is \"%s\" in the configuration; two different tokens are needed"
              .formatted(MARKER, marker, SEPARATOR, separator));
    }
  }

  private static void positive(String key, int value) {
    if (value < 1) {
      throw new UnsupportedModelException(
          "\"%s\" is %d in the configuration; it must be at least 1".formatted(key, value));
    }
  }

  /**
   * Reads what {@code gliner_config.json} says.
   *
   * @param config flat: nested keys joined by dots
   * @return the options
   * @throws UnsupportedModelException naming a key that is not supported
   */
  static EntityOptions ofGliner(ConfigValues config) {
    config.requireNone("labels_encoder", "labels with an encoder of their own are not supported");
    config.requireNone("labels_decoder", "labels that a decoder writes are not supported");
    config.requireNone("relations_layer", "relations between entities are not supported");
    config.requireOnly("words_splitter_type", "whitespace");
    config.requireOnly("subtoken_pooling", "first");
    config.requireOnly("fuse_layers", "false");
    config.requireOnly("precomputed_prompts_mode", "false");
    SpanScores spans = SpanScores.of(config.text(SPAN_MODE, SpanScores.MARKER_V0.label()));
    boolean represented = config.truth(REPRESENT, false);
    if (spans == SpanScores.TOKENS && represented) {
      spans = SpanScores.TOKENS_AND_MARKER;
    }
    return new EntityOptions(
        spans,
        config.integer(HIDDEN, 512),
        Math.max(0, config.integer(RECURRENT, 1)),
        config.integer(WIDTH, 12),
        config.integer(WORDS, 384),
        config.text(MARKER, "<<ENT>>"),
        config.text(SEPARATOR, "<<SEP>>"),
        config.truth(EMBED_MARKER, true));
  }

  /** {@return what converted files hold} */
  HeadConfig head() {
    var options = new LinkedHashMap<String, String>();
    options.put("spans", spans.name());
    options.put(HIDDEN, Integer.toString(size));
    options.put(RECURRENT, Integer.toString(recurrent));
    options.put(WIDTH, Integer.toString(width));
    options.put(WORDS, Integer.toString(words));
    options.put(MARKER, marker);
    options.put(SEPARATOR, separator);
    options.put(EMBED_MARKER, Boolean.toString(markerIsLabel));
    return new HeadConfig(Task.ENTITY_RECOGNITION, 1, options);
  }

  /**
   * Reads what {@link #head} wrote.
   *
   * @param head the configuration of a head for entities
   * @return the options
   * @throws UnsupportedModelException where one is missing or unknown
   */
  public static EntityOptions of(HeadConfig head) {
    ConfigValues values = head.values();
    return new EntityOptions(
        SpanScores.named(values.text("spans")),
        values.integer(HIDDEN),
        values.integer(RECURRENT),
        values.integer(WIDTH),
        values.integer(WORDS),
        values.text(MARKER),
        values.text(SEPARATOR),
        values.truth(EMBED_MARKER, true));
  }

  /**
   * Adds the keys of {@code gliner_config.json} that {@link #ofGliner} reads.
   *
   * @param keys texts, numbers and truth values
   */
  void addKeys(Map<String, Object> keys) {
    keys.put(SPAN_MODE, spans.label());
    keys.put(REPRESENT, spans == SpanScores.TOKENS_AND_MARKER);
    keys.put(HIDDEN, size);
    keys.put(RECURRENT, recurrent);
    keys.put(WIDTH, width);
    keys.put(WORDS, words);
    keys.put(MARKER, marker);
    keys.put(SEPARATOR, separator);
    keys.put(EMBED_MARKER, markerIsLabel);
  }
}
