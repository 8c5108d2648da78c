package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.wording.Subject;
import org.mekiki.core.model.EncodedText;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.text.WindowAnswers;
import org.mekiki.sig.text.Windows;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explains what a model of any task answers to a text.
 *
 * @param reader of the model
 * @param target what is explained
 */
public record TextExplainer(Reader reader, WrittenTargets target, Monitor monitor) {

  /**
   * A text as the model reads it.
   *
   * @param text the whole, or null
   * @param windows that it is read in, or null
   */
  public record Item(EncodedText text, Windows windows) {}

  /**
   * What was explained of a text.
   *
   * @param prediction the model's answer, in JSON
   */
  public record Found(ObjectNode prediction, Explanation explanation, Subject subject) {}

  public List<Found> explain(Explainer explainer, Item item) {
    if (item.windows() != null && reader instanceof ClassReader classes) {
      return explain(explainer, classes, item.windows());
    }
    Reading reading = reader.read(item.text());
    var all = new ArrayList<Found>();
    for (Question question : reading.questions(target)) {
      explainer
          .withTargets(question.targets())
          .explainAll(question.model(), question.text(), monitor)
          .forEach(
              found ->
                  all.add(
                      new Found(
                          question.prediction(reading, found), found, question.subject(found))));
    }
    return all;
  }

  private List<Found> explain(Explainer explainer, ClassReader classes, Windows windows) {
    List<String> labels = classes.model().labels();
    WrittenTargets single = target.withoutPairs(labels);
    List<WrittenTargets.Pair> pairs = target.pairs(labels);
    var all = new ArrayList<Found>();
    if (pairs.isEmpty() || !single.targets().isEmpty()) {
      explainer
          .withTargets(single.choice("class", labels))
          .explainAll(classes.model(), windows, monitor)
          .forEach(
              found ->
                  all.add(
                      new Found(
                          classes.json(found.logits(), found.probabilities()),
                          found,
                          classes.subject(found))));
    }
    if (!pairs.isEmpty()) {
      WindowAnswers answers = WindowAnswers.of(classes.model(), windows);
      for (WrittenTargets.Pair pair : pairs) {
        var question =
            new ContrastQuestion(
                classes, windows.whole(), pair, answers.meanLogits(), answers.meanProbabilities());
        explainer
            .withTargets(question.targets())
            .explainAll(question.model(), windows, monitor)
            .forEach(
                found ->
                    all.add(
                        new Found(
                            classes.json(question.logits(), question.probabilities()),
                            found,
                            question.subject(found))));
      }
    }
    return all;
  }
}
