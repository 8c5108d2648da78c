package org.mekiki.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.RightAnswer;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.judge.Example;
import org.mekiki.transformer.Classifier;

/**
 * How a model reads the texts of some data.
 *
 * @param texts how many
 * @param cut how many are longer than the model's limit
 * @param right how many answers are right; empty without labels
 */
record Readings(int texts, int cut, Optional<Integer> right) {
  /**
   * Classifies all texts.
   *
   * @throws UserException if a label is none of the model's
   */
  static Readings of(
      Classifier classifier, Path file, EvaluationTexts data, ComputeContext context) {
    List<Example> examples = data.examples();
    int[] wanted = new int[examples.size()];
    for (int i = 0; i < data.labels().size(); i++) {
      wanted[i] =
          RightAnswer.index(
              file, examples.get(i).line(), data.labels().get(i), classifier.labels());
    }
    boolean[] cut = new boolean[examples.size()];
    boolean[] right = new boolean[examples.size()];
    context.forEach(
        examples.size(),
        (i, _) -> {
          EncodedText text = classifier.encode(examples.get(i).text(), examples.get(i).pair());
          cut[i] = text.truncated();
          right[i] = !data.labels().isEmpty() && classifier.predict(text).best() == wanted[i];
        });
    return new Readings(
        examples.size(),
        count(cut),
        data.labels().isEmpty() ? Optional.empty() : Optional.of(count(right)));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  Optional<String> accuracy() {
    return right.map(
        count -> String.format(Locale.ROOT, "%.2f %% of %d texts", 100.0 * count / texts, texts));
  }

  Optional<String> truncation() {
    return cut == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d texts are longer than the model's limit and were cut".formatted(cut, texts));
  }
}
