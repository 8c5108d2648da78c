package org.mekiki.transformer.head;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/** What a model is asked. */
public enum Task {
  /** Which class a text belongs to, which ones it belongs to, or what number it is given. */
  SEQUENCE_CLASSIFICATION,
  /** Which tag each token has. */
  TOKEN_CLASSIFICATION,
  /** Which word stands in a blank. */
  MASKED_LM,
  /** From where to where the answer to a question reaches. */
  QUESTION_ANSWERING,
  /** Which vector stands for a text. */
  SENTENCE_EMBEDDING,
  /** Which parts of a text fit labels that are given with it. */
  ENTITY_RECOGNITION;

  /** {@return the name in converted files and outputs: {@code sequence-classification}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return whether its outputs have names of their own, as classes and tags have} */
  public boolean hasNamedLabels() {
    return this == SEQUENCE_CLASSIFICATION || this == TOKEN_CLASSIFICATION;
  }

  /**
   * The task with this name.
   *
   * @param label as {@link #label} gives it
   * @return the task
   * @throws UnsupportedModelException for any other name
   */
  public static Task of(String label) {
    return Arrays.stream(values())
        .filter(task -> task.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedModelException(
                    "task \"%s\" is not supported; supported are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Task::label)
                                .collect(Collectors.joining(", ")))));
  }
}
