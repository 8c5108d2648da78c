package org.mekiki.cli.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What a data file says is the class of a text. */
public final class RightAnswer {
  private RightAnswer() {}

  /**
   * The number of the class.
   *
   * @param label its name, or its number from 0
   * @param labels of the model
   * @throws DataException if the model has no such class
   */
  public static int index(Path file, long line, String label, List<String> labels) {
    return index(label, labels)
        .orElseThrow(
            () ->
                DataException.at(
                    file,
                    line,
                    ("the label \"%s\" is none of the model's: %s, or a number from 0 to %d; name"
                            + " another column with --label-column, or none with --label-column"
                            + " ''")
                        .formatted(label.strip(), String.join(", ", labels), labels.size() - 1)));
  }

  /**
   * The number of the class.
   *
   * @param label its name, or its number from 0
   * @param labels of the model
   * @return empty if the model has no such class
   */
  public static OptionalInt index(String label, List<String> labels) {
    String stripped = label.strip();
    int index = labels.indexOf(stripped);
    if (index < 0 && stripped.matches("[0-9]{1,9}")) {
      index = Integer.parseInt(stripped);
    }
    return index < 0 || index >= labels.size() ? OptionalInt.empty() : OptionalInt.of(index);
  }
}
