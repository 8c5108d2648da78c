package org.mekiki.transformer.head;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mekiki.transformer.encoder.UnsupportedModelException;

/** What a model is asked. */
public enum Task {
  /** Which class a text belongs to. */
  SEQUENCE_CLASSIFICATION;

  /** The name in converted files and outputs: {@code sequence-classification}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The task with this name.
   *
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
