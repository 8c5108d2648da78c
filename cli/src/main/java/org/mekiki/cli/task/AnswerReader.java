package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Place;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.data.TextItem;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.text.TextPart;
import org.mekiki.transformer.Answer;
import org.mekiki.transformer.AnswerPrediction;
import org.mekiki.transformer.QuestionAnswerer;
import org.mekiki.transformer.tokenizer.Truncation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers to questions from a passage, which is read in overlapping windows where it is long. */
record AnswerReader(QuestionAnswerer model, AnswerChoice answers) implements Reader {
  /** Neighbouring windows share one part in so many of their tokens. */
  private static final int SHARE = 4;

  /** The window of the passage that has the best answer. */
  @Override
  public EncodedText encode(TextItem item, int maxLength) {
    int limit = maxLength == 0 ? model.maxLength() : Math.min(maxLength, model.maxLength());
    List<EncodedText> windows = windows(item, limit);
    return windows.size() == 1
        ? windows.getFirst()
        : windows.stream().max(Comparator.comparingDouble(this::bestScore)).orElseThrow();
  }

  @Override
  public EncodedText encode(TextItem item, Truncation truncation) {
    throw new UserException(
        "a passage over the length limit is read in windows, and nothing is cut off; leave out"
            + " --truncation and --truncation-side");
  }

  private List<EncodedText> windows(TextItem item, int limit) {
    EncodedText first = model.encode(item.text(), item.pair(), limit);
    if (!first.truncated()) {
      return List.of(first);
    }
    // What of a window is the passage's is shared in part with the next one.
    int room = (int) first.tokens().stream().filter(token -> token.sequence() == 1).count();
    return model.windows(item.text(), item.pair(), limit, room / SHARE).stream()
        .map(
            window -> new EncodedText(window.text(), window.pair(), window.tokens(), window.size()))
        .toList();
  }

  private double bestScore(EncodedText window) {
    return model.predict(window).best(1, answers.longestAnswer()).getFirst().score();
  }

  @Override
  public Reading read(EncodedText text) {
    AnswerPrediction prediction = model.predict(text);
    return new Answers(this, prediction, prediction.best(answers.top(), answers.longestAnswer()));
  }

  /** The answers in one text. */
  private record Answers(AnswerReader reader, AnswerPrediction prediction, List<Answer> found)
      implements Reading {
    private EncodedText text() {
      return prediction.text();
    }

    @Override
    public ObjectNode json() {
      ObjectNode node = Records.object();
      ArrayNode answers = node.putArray("answers");
      for (Answer answer : found) {
        String passage = text().pair();
        answers
            .addObject()
            .put("text", passage.substring(answer.start(), answer.end()))
            .put("sequence", 1)
            .put("start", passage.codePointCount(0, answer.start()))
            .put("end", passage.codePointCount(0, answer.end()))
            .put("first_token", answer.firstToken())
            .put("last_token", answer.lastToken())
            .put("score", answer.score());
      }
      node.putObject("no_answer")
          .put("score", prediction.noAnswer())
          .put("preferred", prediction.prefersNoAnswer(found.getFirst()));
      node.putObject("passage")
          .put("first_token", prediction.passage().from())
          .put("last_token", prediction.passage().to() - 1);
      ArrayNode tokens = node.putArray("tokens");
      text().tokens().forEach(token -> Records.addToken(tokens, text(), token));
      prediction.startLogits().forEach(node.putArray("start_logits")::add);
      prediction.endLogits().forEach(node.putArray("end_logits")::add);
      return node;
    }

    @Override
    public List<String> lines(Speech speech) {
      var lines = new ArrayList<String>();
      if (prediction.prefersNoAnswer(found.getFirst())) {
        lines.add(
            "  "
                + speech.say("(no answer in the passage)")
                + "  "
                + speech.number(Wording.percent(prediction.noAnswer())));
      }
      for (Answer answer : found) {
        String part = text().pair().substring(answer.start(), answer.end());
        lines.add(
            "  %s  %s"
                .formatted(
                    TerminalText.line(part), speech.number(Wording.percent(answer.score()))));
      }
      return lines;
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      target.requireNoPlace(
          "an answer is named by {target}, such as start or end:WORD; leave out {at}");
      List<String> wanted =
          target.targets().isEmpty() || target.targets().equals(List.of("all"))
              ? List.of("start", "end")
              : target.targets();
      var questions = new ArrayList<Question>();
      for (String each : wanted) {
        boolean end = each.equals("end") || each.startsWith("end:");
        if (!end && !each.equals("start") && !each.startsWith("start:")) {
          throw new UserException(
              "the model has no target \"%s\"; it has start, end, start:WORD and end:WORD"
                  .formatted(each));
        }
        questions.add(new EndOfAnswer(this, end, token(target.naming(), each, end)));
      }
      return questions;
    }

    private int token(Naming naming, String target, boolean end) {
      int colon = target.indexOf(':');
      if (colon < 0) {
        return end ? found.getFirst().lastToken() : found.getFirst().firstToken();
      }
      String place = target.substring(colon + 1);
      int from = prediction.passage().from();
      int to = prediction.passage().to();
      if (place.matches("[0-9]{1,9}")) {
        int number = Integer.parseInt(place);
        if (number >= from && number < to) {
          return number;
        }
      }
      TextPart word = Place.word(naming.of("target"), text(), place, 1);
      return word.tokens().row(end ? word.tokens().size() - 1 : 0);
    }
  }

  /** Why an answer starts or ends at a token. */
  private record EndOfAnswer(Answers answers, boolean end, int token) implements Question {
    @Override
    public TextModel model() {
      QuestionAnswerer model = answers.reader().model();
      return end ? model.end(text()) : model.start(text());
    }

    @Override
    public EncodedText text() {
      return answers.text();
    }

    @Override
    public TargetChoice targets() {
      return TargetChoice.ofIndices(List.of(token - answers.prediction().passage().from()));
    }

    @Override
    public Subject subject(Explanation explanation) {
      Answer best = answers.found().getFirst();
      String answer = text().pair().substring(best.start(), best.end());
      String word = Place.wordAt(text(), token);
      ObjectNode target =
          Records.object().put("boundary", end ? "end" : "start").put("token", token);
      Records.addPlace(target, text(), text().tokens().get(token));
      return new Subject(
          Subject.Phrase.of(end ? "name.answer.end" : "name.answer.start", word),
          Subject.Phrase.of("reading.answer", answer).with(100 * best.score()),
          token == (end ? best.lastToken() : best.firstToken()),
          explanation.output().label(),
          Wording.shares(explanation, explanation.labels()),
          Records.entries(target));
    }
  }
}
