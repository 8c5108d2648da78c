package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.core.model.EncodedText;
import org.mekiki.report.wording.PairReading;
import org.mekiki.report.wording.Subject;
import org.mekiki.sig.Explainer;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.attribution.Monitor;
import org.mekiki.sig.effect.Effects;
import org.mekiki.sig.text.TextPart;
import org.mekiki.sig.text.WindowAnswers;
import org.mekiki.sig.text.Windows;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explains what a model of any task answers to a text.
 *
 * @param reader of the model
 * @param target what is explained
 * @param effects words that are masked by themselves to tell their effects, at most
 */
public record TextExplainer(Reader reader, WrittenTargets target, int effects, Monitor monitor) {

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
   * @param effects of masked words, where they were asked about
   */
  public record Found(
      ObjectNode prediction, Explanation explanation, Subject subject, Optional<Effects> effects) {}

  public List<Found> explain(Explainer explainer, Item item) {
    if (item.windows() != null && reader instanceof ClassReader classes) {
      Windows windows = item.windows();
      return explain(
          classes.read(windows.whole()),
          classes.questions(windows.whole(), target, () -> means(classes, windows)),
          question ->
              explainer
                  .withTargets(question.targets())
                  .explainAll(question.model(), windows, monitor),
          false);
    }
    Reading reading = reader.read(item.text());
    return explain(
        reading,
        reading.questions(target),
        question ->
            explainer
                .withTargets(question.targets())
                .explainAll(question.model(), question.text(), monitor),
        effects > 0);
  }

  /** All classes of a question share them. */
  private Effects effects(Question question, List<Explanation> answered) {
    List<List<TextPart>> pairs = PairReading.parts(answered);
    return Effects.of(question.model(), answered.getFirst(), effects, pairs, monitor);
  }

  private static ClassReader.Answer means(ClassReader classes, Windows windows) {
    WindowAnswers answers = WindowAnswers.of(classes.model(), windows);
    return new ClassReader.Answer(answers.meanLogits(), answers.meanProbabilities());
  }

  private List<Found> explain(
      Reading reading,
      List<Question> questions,
      Function<Question, List<Explanation>> explanations,
      boolean withEffects) {
    var all = new ArrayList<Found>();
    for (Question question : questions) {
      List<Explanation> answered = explanations.apply(question);
      Optional<Effects> masked =
          withEffects ? Optional.of(effects(question, answered)) : Optional.empty();
      for (Explanation found : answered) {
        all.add(
            new Found(question.prediction(reading, found), found, question.subject(found), masked));
      }
    }
    return all;
  }
}
