package org.mekiki.cli.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.LabelColumn;
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

  /** What stands in the data as the right answers to a text, one by one. */
  List<String> several(TrainTexts.Item item) {
    List<String> written = item.list() == null ? List.of(item.label()) : item.list();
    if (problem == ProblemType.SINGLE_LABEL) {
      return one(item, written);
    }
    return written.stream()
        .flatMap(each -> item.list() == null ? Arrays.stream(each.split(",", -1)) : Stream.of(each))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private List<String> one(TrainTexts.Item item, List<String> written) {
    if (written.size() > 1) {
      throw DataException.at(
          item.file(),
          item.line(),
          "the label is a list of %d; a text has one class, or several with --problem multi"
              .formatted(written.size()));
    }
    List<String> labels =
        written.stream().map(String::strip).filter(label -> !label.isEmpty()).toList();
    if (labels.isEmpty() && !taught) {
      throw DataException.at(item.file(), item.line(), "there is no label");
    }
    return labels;
  }

  /** Refuses classes that cannot be learnt or told from each other. */
  static void requireClasses(ProblemType problem, List<String> names) {
    if (problem == ProblemType.REGRESSION) {
      return;
    }
    if (names.isEmpty()) {
      throw new UserException("there is no class to learn: the data has no label");
    }
    LabelColumn.oddity(names)
        .ifPresent(
            sentence -> {
              throw new UserException(
                  sentence + "; name each once, in one spelling, with --labels");
            });
    if (problem == ProblemType.SINGLE_LABEL && names.size() == 1) {
      throw new UserException(
          "there is nothing to choose: the only label is \"%s\"".formatted(names.getFirst()));
    }
  }

  /** Refuses numbers of which the model has more or fewer. */
  void requireNumbers(int outputs, List<TrainTexts.Item> items) {
    items.forEach(item -> numbers(item, outputs));
  }

  /** A text with its answer as the model learns it. */
  LabelledText of(TrainTexts.Item item, TokenizedText text, TrainClasses classes) {
    return switch (problem) {
      case SINGLE_LABEL ->
          LabelledText.ofClass(
              text, several(item).stream().mapToInt(classes::index).findFirst().orElse(UNKNOWN));
      case MULTI_LABEL -> {
        float[] targets = new float[classes.names().size()];
        several(item).forEach(label -> targets[classes.index(label)] = 1);
        yield LabelledText.ofNumbers(text, targets);
      }
      case REGRESSION -> LabelledText.ofNumbers(text, numbers(item, classes.names().size()));
    };
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
