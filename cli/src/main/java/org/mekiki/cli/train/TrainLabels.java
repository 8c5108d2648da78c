package org.mekiki.cli.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.RightAnswer;
import org.mekiki.transformer.head.ProblemType;
import org.mekiki.transformer.train.LabelledText;
import org.mekiki.transformer.train.TokenizedText;

/**
 * Right answers as they stand in data: names or numbers of classes, several of them, numbers.
 *
 * @param problem what an answer is
 * @param taught whether a text may come without one, because teachers have one to it
 */
record TrainLabels(ProblemType problem, boolean taught) {
  /** Of a text of one class without a label. */
  static final int UNKNOWN = -1;

  private static final String WHOLE = "[0-9]{1,9}";

  /** Labels that stand in the data, in the order of numbers if they all are some, else of names. */
  List<String> ofData(List<TrainTexts.Item> items) {
    if (problem == ProblemType.REGRESSION) {
      return List.of();
    }
    var labels = new TreeSet<String>();
    for (TrainTexts.Item item : items) {
      labels.addAll(several(item));
    }
    Comparator<String> order =
        labels.stream().allMatch(label -> label.matches(WHOLE))
            ? Comparator.comparingInt(Integer::parseInt)
            : Comparator.naturalOrder();
    return labels.stream().sorted(order).toList();
  }

  private List<String> several(TrainTexts.Item item) {
    if (problem == ProblemType.SINGLE_LABEL) {
      if (item.label().isEmpty()) {
        if (taught) {
          return List.of();
        }
        throw DataException.at(item.file(), item.line(), "there is no label");
      }
      return List.of(item.label());
    }
    return Arrays.stream(item.label().split(",", -1))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  /** Refuses a choice among one class alone. */
  static void requireChoice(ProblemType problem, List<String> names) {
    if (problem == ProblemType.SINGLE_LABEL && names.size() == 1) {
      throw new UserException(
          "there is nothing to choose: the only label is \"%s\"".formatted(names.getFirst()));
    }
  }

  /** Refuses labels of which the model knows nothing, and classes that cannot be learnt. */
  void requireAll(List<String> names, List<TrainTexts.Item> items) {
    for (TrainTexts.Item item : items) {
      if (problem == ProblemType.REGRESSION) {
        numbers(item, names.size());
      } else {
        several(item).forEach(label -> index(item, label, names));
      }
    }
  }

  /** A text with its answer as the model learns it. */
  LabelledText of(TrainTexts.Item item, TokenizedText text, List<String> names) {
    return switch (problem) {
      case SINGLE_LABEL ->
          LabelledText.ofClass(
              text,
              several(item).stream()
                  .mapToInt(label -> index(item, label, names))
                  .findFirst()
                  .orElse(UNKNOWN));
      case MULTI_LABEL -> {
        float[] targets = new float[names.size()];
        several(item).forEach(label -> targets[index(item, label, names)] = 1);
        yield LabelledText.ofNumbers(text, targets);
      }
      case REGRESSION -> LabelledText.ofNumbers(text, numbers(item, names.size()));
    };
  }

  private static int index(TrainTexts.Item item, String label, List<String> names) {
    return RightAnswer.index(label, names)
        .orElseThrow(
            () ->
                DataException.at(
                    item.file(),
                    item.line(),
                    ("the label \"%s\" is none of %s, or a number from 0 to %d; name the classes"
                            + " with --labels")
                        .formatted(label, String.join(", ", names), names.size() - 1)));
  }

  private float[] numbers(TrainTexts.Item item, int count) {
    List<String> parts = several(item);
    float[] numbers = new float[parts.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts.get(i));
      } catch (NumberFormatException e) {
        numbers[i] = Float.NaN;
      }
      if (!Float.isFinite(numbers[i])) {
        throw DataException.at(
            item.file(), item.line(), "\"%s\" is not a number".formatted(parts.get(i)));
      }
    }
    if (numbers.length != count) {
      throw DataException.at(
          item.file(),
          item.line(),
          "there are %d numbers; the model has %d outputs".formatted(numbers.length, count));
    }
    return numbers;
  }
}
