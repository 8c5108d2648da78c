package org.mekiki.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mekiki.cli.data.DataException;
import org.mekiki.cli.data.LabelColumn;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.report.wording.Legibility;
import org.mekiki.sig.judge.Example;
import org.mekiki.transformer.Classifier;

/**
 * How a model reads the texts of some data.
 *
 * @param texts how many
 * @param cut how many are longer than the model's limit
 * @param unread how many hold words that the model's vocabulary has no token for
 * @param labelled how many have a right answer in the data
 * @param right how many answers are right
 * @param told how right answers are read, in a sentence; empty where that is plain
 * @param doubtful whether they could be meant in another way
 */
record Readings(
    int texts,
    int cut,
    int unread,
    int labelled,
    int right,
    Optional<String> told,
    boolean doubtful) {
  /**
   * Classifies all texts.
   *
   * @throws DataException if a label is none of the model's
   */
  static Readings of(
      Classifier classifier, Path file, EvaluationTexts data, ComputeContext context) {
    List<Example> examples = data.examples();
    LabelColumn answers = data.answers(file, classifier.labels());
    int[] wanted = data.wanted(answers.reading(), classifier.labels());
    boolean[] cut = new boolean[examples.size()];
    boolean[] unread = new boolean[examples.size()];
    boolean[] labelled = new boolean[examples.size()];
    boolean[] right = new boolean[examples.size()];
    context.forEach(
        examples.size(),
        (i, _) -> {
          EncodedText text = classifier.encode(examples.get(i).text(), examples.get(i).pair());
          cut[i] = text.truncated();
          unread[i] = Legibility.of(classifier, text).unknownTokens() > 0;
          labelled[i] = wanted.length > 0 && wanted[i] >= 0;
          right[i] = labelled[i] && classifier.predict(text).best() == wanted[i];
        });
    return new Readings(
        examples.size(),
        count(cut),
        count(unread),
        count(labelled),
        count(right),
        answers.told(file.toString()),
        answers.isDoubtful());
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  Optional<String> accuracy() {
    return labelled == 0
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "%.2f %% of %d texts", 100.0 * right / labelled, labelled));
  }

  Optional<String> truncation() {
    return cut == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d texts are longer than the model's limit and were cut".formatted(cut, texts));
  }

  Optional<String> unknownWords() {
    return unread == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d texts contain words that the model cannot read".formatted(unread, texts));
  }
}
