package org.mekiki.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.core.model.LabelReading;
import org.mekiki.sig.judge.Example;

/**
 * The texts that methods are judged on.
 *
 * @param examples the texts
 * @param labels their right answers, null for one that has none; empty where the data has none
 * @param column right answers of the whole file, by which they are read, also where a part of it is
 *     judged
 */
public record EvaluationTexts(List<Example> examples, List<String> labels, List<Written> column) {
  /**
   * A right answer.
   *
   * @param line where it stands
   * @param label as it is written
   */
  public record Written(long line, String label) {}

  /** Of texts without right answers. */
  static EvaluationTexts unlabelled(List<Example> examples) {
    return new EvaluationTexts(examples, List.of(), List.of());
  }

  /** How the right answers are read. */
  LabelColumn answers(Path file, List<String> classes) {
    var answers = LabelColumn.ofModel(classes);
    column.forEach(written -> answers.add(file, written.line(), written.label()));
    return answers;
  }

  /** The right answers as numbers of classes, −1 where one is not known. */
  int[] wanted(LabelReading reading, List<String> classes) {
    return labels.stream().mapToInt(label -> LabelColumn.index(reading, label, classes)).toArray();
  }
}
