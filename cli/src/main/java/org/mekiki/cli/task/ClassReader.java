package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.record.CoverageRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.ClassSubject;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.text.WindowAnswers;
import org.mekiki.sig.text.Windows;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.Prediction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Classes of a whole text, or numbers for it. */
public record ClassReader(Classifier model) implements Reader {
  @Override
  public Reading read(EncodedText text) {
    return new Classes(this, text);
  }

  /** The model's answer to a text; of a long one the means over its windows. */
  record Answer(List<Double> logits, List<Double> probabilities) {}

  /**
   * What is to be explained.
   *
   * @param answer asked for where a pair of classes is explained, which does not bring it with it
   */
  List<Question> questions(EncodedText text, WrittenTargets target, Supplier<Answer> answer) {
    List<String> labels = model.labels();
    var questions = new ArrayList<Question>();
    WrittenTargets classes = target.withoutPairs(labels);
    List<WrittenTargets.Pair> pairs = target.pairs(labels);
    if (pairs.isEmpty() || !classes.targets().isEmpty()) {
      questions.add(new WholeText(this, text, classes.choice("class", labels)));
    }
    if (!pairs.isEmpty()) {
      Answer known = answer.get();
      pairs.forEach(pair -> questions.add(new ContrastQuestion(this, text, pair, known)));
    }
    return questions;
  }

  /** The mean answer to the windows of a long text. */
  public Reply read(Windows windows) {
    return new Means(this, WindowAnswers.of(model, windows));
  }

  /** How to speak of it. */
  ClassSubject subject() {
    return new ClassSubject(model.labels(), model.problem());
  }

  /** The model's answer for a person. */
  String line(int best, List<Double> logits, List<Double> probabilities, Speech speech) {
    return switch (model.problem()) {
      case SINGLE_LABEL ->
          TerminalText.line(model.labels().get(best))
              + " "
              + speech.number(Wording.percent(probabilities.get(best)));
      case MULTI_LABEL -> each(probabilities, true, speech);
      case REGRESSION -> each(logits, false, speech);
    };
  }

  private String each(List<Double> values, boolean percent, Speech speech) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < values.size(); i++) {
      String value =
          percent ? speech.number(Wording.percent(values.get(i))) : Wording.number(values.get(i));
      parts.add(
          values.size() == 1 && !percent
              ? value
              : TerminalText.line(model.labels().get(i)) + " " + value);
    }
    return String.join(" · ", parts);
  }

  /** The answer in JSON. */
  ObjectNode json(List<Double> logits, List<Double> probabilities) {
    ObjectNode node = Records.object().put("problem_type", model.problem().label());
    Records.addAnswer(node, model.labels(), logits, probabilities);
    return node;
  }

  /** Classes of one text; an explanation brings the answer with it, so it is asked for late. */
  private record Classes(ClassReader reader, EncodedText text) implements Reading {
    @Override
    public ObjectNode json() {
      Prediction prediction = reader.model().predict(text);
      return reader.json(prediction.logits(), prediction.probabilities());
    }

    @Override
    public List<String> lines(Speech speech) {
      Prediction prediction = reader.model().predict(text);
      return List.of(
          reader.line(prediction.best(), prediction.logits(), prediction.probabilities(), speech));
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      target.requireNoPlace("the model judges whole texts; leave out {at}");
      return reader.questions(
          text,
          target,
          () -> {
            Prediction prediction = reader.model().predict(text);
            return new Answer(prediction.logits(), prediction.probabilities());
          });
    }
  }

  /** Classes of a long text, by the means over its windows. */
  private record Means(ClassReader reader, WindowAnswers answers) implements Reply {
    @Override
    public ObjectNode json() {
      return reader.json(answers.meanLogits(), answers.meanProbabilities());
    }

    @Override
    public List<String> lines(Speech speech) {
      String line =
          reader.line(answers.best(), answers.meanLogits(), answers.meanProbabilities(), speech);
      return List.of(speech.say("%s (mean of %d windows)", line, answers.windows().count()));
    }

    @Override
    public void addWindows(ObjectNode record) {
      ArrayNode windows = record.putArray("windows");
      String text = answers.windows().whole().text();
      answers.readings().forEach(window -> CoverageRecord.addReading(windows, window, text));
    }
  }

  /** Why a whole text is judged so. */
  private record WholeText(ClassReader reader, EncodedText text, TargetChoice targets)
      implements Question {
    @Override
    public TextModel model() {
      return reader.model();
    }

    @Override
    public ObjectNode prediction(Reading reading, Explanation found) {
      return reader.json(found.logits(), found.probabilities());
    }

    @Override
    public Subject subject(Explanation explanation) {
      return reader.subject().of(explanation);
    }
  }
}
