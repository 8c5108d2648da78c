package org.mekiki.adapters;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How texts become vectors; immutable.
 *
 * @param maxLength tokens of a text at most, added ones included; 0 for the model's limit
 * @param dimensions how many of the first numbers of a vector are kept; empty for all
 * @param normalize whether vectors have the length 1, however the model was trained and whatever
 *     was cut off; else they are as the model was trained
 * @param queryPrompt stands before texts that are searched with; empty for the model's own
 * @param documentPrompt stands before texts that are to be found; empty for the model's own
 */
public record EmbeddingSettings(
    int maxLength,
    OptionalInt dimensions,
    boolean normalize,
    Optional<String> queryPrompt,
    Optional<String> documentPrompt) {
  /** The model's limit, all numbers, length 1, the model's own prompts. */
  public static final EmbeddingSettings DEFAULT =
      new EmbeddingSettings(0, OptionalInt.empty(), true, Optional.empty(), Optional.empty());

  /** Checks. */
  public EmbeddingSettings {
    if (maxLength < 0) {
      throw new IllegalArgumentException(
          "a text cannot have at most %d tokens; 0 stands for the model's limit"
              .formatted(maxLength));
    }
  }

  /**
   * {@return the same with another limit}
   *
   * @param tokens of a text at most; 0 for the model's limit
   */
  public EmbeddingSettings withMaxLength(int tokens) {
    return new EmbeddingSettings(tokens, dimensions, normalize, queryPrompt, documentPrompt);
  }

  /**
   * {@return the same with shorter vectors}
   *
   * @param count how many of the first numbers are kept
   */
  public EmbeddingSettings withDimensions(int count) {
    return new EmbeddingSettings(
        maxLength, OptionalInt.of(count), normalize, queryPrompt, documentPrompt);
  }

  /**
   * {@return the same with vectors of length 1, or as the model was trained}
   *
   * @param unit whether vectors have the length 1 in any case
   */
  public EmbeddingSettings withNormalize(boolean unit) {
    return new EmbeddingSettings(maxLength, dimensions, unit, queryPrompt, documentPrompt);
  }

  /**
   * {@return the same with another prompt for texts that are searched with}
   *
   * @param prompt perhaps empty; null for the model's own
   */
  public EmbeddingSettings withQueryPrompt(String prompt) {
    return new EmbeddingSettings(
        maxLength, dimensions, normalize, Optional.ofNullable(prompt), documentPrompt);
  }

  /**
   * {@return the same with another prompt for texts that are to be found}
   *
   * @param prompt perhaps empty; null for the model's own
   */
  public EmbeddingSettings withDocumentPrompt(String prompt) {
    return new EmbeddingSettings(
        maxLength, dimensions, normalize, queryPrompt, Optional.ofNullable(prompt));
  }
}
