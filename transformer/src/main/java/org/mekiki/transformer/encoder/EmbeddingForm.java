package org.mekiki.transformer.encoder;

import java.util.Locale;
import java.util.Map;

/**
 * How word embeddings become the input of the first layer.
 *
 * @param size E, the width of the tables
 * @param steps what is done with the sum of word, position and type
 * @param positions whether rows of a position table are added
 */
public record EmbeddingForm(int size, Steps steps, boolean positions) {
  /** What follows the sum. */
  public enum Steps {
    /** A layer norm. */
    NORM,
    /** A layer norm, then a linear layer from E to M. */
    NORM_PROJECTION,
    /** A linear layer from E to M, then a layer norm. */
    PROJECTION_NORM,
    /** Nothing. */
    PLAIN;

    /** {@return whether there is a linear layer} */
    public boolean projects() {
      return this == NORM_PROJECTION || this == PROJECTION_NORM;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks that the sizes can be. */
  public EmbeddingForm {
    if (size < 1) {
      throw new UnsupportedModelException("the configuration has an embedding size below 1");
    }
  }

  /**
   * {@return BERT's form: a norm of as many numbers as the layers have}
   *
   * @param hiddenSize M, which is E too
   */
  public static EmbeddingForm plain(int hiddenSize) {
    return new EmbeddingForm(hiddenSize, Steps.NORM, true);
  }

  void writeTo(Map<String, String> map) {
    map.put("embedding_size", Integer.toString(size));
    map.put("embedding_steps", steps.label());
    map.put("embedding_positions", Boolean.toString(positions));
  }

  static EmbeddingForm read(ConfigValues values, int hiddenSize) {
    EmbeddingForm absent = plain(hiddenSize);
    String label = values.text("embedding_steps", absent.steps().label());
    for (Steps steps : Steps.values()) {
      if (steps.label().equals(label)) {
        return new EmbeddingForm(
            values.integer("embedding_size", absent.size()),
            steps,
            values.truth("embedding_positions", absent.positions()));
      }
    }
    throw new UnsupportedModelException("embedding steps \"%s\" are unknown".formatted(label));
  }
}
