package org.mekiki.transformer.encoder;

import java.util.Locale;
import java.util.Map;

/**
 * How word embeddings become the input of the first layer.
 *
 * @param size E, the width of the table of words
 * @param steps what is done with the sum of word, position and type
 * @param positions whether rows of a position table are added
 * @param scale by which word embeddings are multiplied first
 * @param tasks rows of the table of tasks, whose first row is added to all (Sun et al. 2020); 0 for
 *     none
 * @param dropped number of the token whose word embedding counts as 0, for which the others are
 *     enlarged as dropout would (Rives et al. 2021); −1 for none
 */
public record EmbeddingForm(
    int size, Steps steps, boolean positions, double scale, int tasks, int dropped) {
  /** What follows the sum. */
  public enum Steps {
    /** A layer norm. */
    NORM,
    /** A layer norm, then a linear layer from E to M. */
    NORM_PROJECTION,
    /** A linear layer from E to M, then a layer norm. */
    PROJECTION_NORM,
    /** A linear layer from E to M before positions and types, which have M numbers; then a norm. */
    PROJECTION_SUM_NORM,
    /**
     * The same, with the sum of three linear layers: of the next word, of the word itself and of
     * the one before (Sun et al. 2020).
     */
    TRIGRAM_SUM_NORM,
    /** Nothing. */
    PLAIN;

    /** {@return whether there is a linear layer} */
    public boolean projects() {
      return this == NORM_PROJECTION || this == PROJECTION_NORM || projectsWords();
    }

    /** {@return whether positions and types are added behind the linear layer} */
    public boolean projectsWords() {
      return this == PROJECTION_SUM_NORM || this == TRIGRAM_SUM_NORM;
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
    if (tasks < 0) {
      throw new UnsupportedModelException("the configuration has %d tasks".formatted(tasks));
    }
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new UnsupportedModelException(
          "the configuration multiplies embeddings by %s".formatted(scale));
    }
  }

  /**
   * Word embeddings as they are, with nothing but positions and types added.
   *
   * @param size E, the width of the tables
   * @param steps what is done with the sum of word, position and type
   * @param positions whether rows of a position table are added
   */
  public EmbeddingForm(int size, Steps steps, boolean positions) {
    this(size, steps, positions, 1, 0, -1);
  }

  /**
   * {@return BERT's form: a norm of as many numbers as the layers have}
   *
   * @param hiddenSize M, which is E too
   */
  public static EmbeddingForm plain(int hiddenSize) {
    return new EmbeddingForm(hiddenSize, Steps.NORM, true);
  }

  /**
   * {@return numbers of a position's and a type's row}
   *
   * @param hiddenSize M
   */
  public int contextSize(int hiddenSize) {
    return steps.projectsWords() ? hiddenSize : size;
  }

  /** {@return the same without a position table} */
  public EmbeddingForm withoutPositions() {
    return new EmbeddingForm(size, steps, false, scale, tasks, dropped);
  }

  /**
   * {@return the same with a table of tasks}
   *
   * @param rows of the table; 0 for none
   */
  public EmbeddingForm withTasks(int rows) {
    return new EmbeddingForm(size, steps, positions, scale, rows, dropped);
  }

  void writeTo(Map<String, String> map) {
    map.put("embedding_size", Integer.toString(size));
    map.put("embedding_steps", steps.label());
    map.put("embedding_positions", Boolean.toString(positions));
    if (scale != 1) {
      map.put("embedding_scale", Double.toString(scale));
    }
    if (tasks > 0) {
      map.put("embedding_tasks", Integer.toString(tasks));
    }
    if (dropped >= 0) {
      map.put("embedding_dropped", Integer.toString(dropped));
    }
  }

  static EmbeddingForm read(ConfigValues values, int hiddenSize) {
    EmbeddingForm absent = plain(hiddenSize);
    String label = values.text("embedding_steps", absent.steps().label());
    for (Steps steps : Steps.values()) {
      if (steps.label().equals(label)) {
        return new EmbeddingForm(
            values.integer("embedding_size", absent.size()),
            steps,
            values.truth("embedding_positions", absent.positions()),
            values.number("embedding_scale", 1),
            values.integer("embedding_tasks", 0),
            values.integer("embedding_dropped", -1));
      }
    }
    throw new UnsupportedModelException("embedding steps \"%s\" are unknown".formatted(label));
  }
}
