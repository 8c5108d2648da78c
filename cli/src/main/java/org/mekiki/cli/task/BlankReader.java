package org.mekiki.cli.task;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.Naming;
import org.mekiki.cli.choice.Place;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.core.model.Token;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.transformer.MaskedLanguageModel;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.tokenizer.Encoding;
import org.mekiki.transformer.tokenizer.Tokenizer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words in blanks. */
record BlankReader(MaskedLanguageModel model, AnswerChoice answers) implements Reader {
  @Override
  public Reading read(EncodedText text) {
    List<Integer> blanks = model.blanks(text);
    if (blanks.isEmpty()) {
      int mask = model.tokenizer().specialTokens().mask().orElseThrow();
      throw new UserException(
          "the text has no blank; write %s where a word is missing"
              .formatted(model.tokenizer().tokenOf(mask)));
    }
    return new Blanks(this, text, blanks, model.predict(text));
  }

  /** An entry of the vocabulary as it reads in a text. */
  String word(int entry) {
    String text = model.tokenizer().textOf(entry);
    return text == null ? model.labels().get(entry) : text.strip().isEmpty() ? text : text.strip();
  }

  /** ln Σ e^logit. */
  static double logSumExp(List<Double> logits) {
    double largest = logits.stream().mapToDouble(x -> x).max().orElseThrow();
    return largest + Math.log(logits.stream().mapToDouble(x -> Math.exp(x - largest)).sum());
  }

  /** The entry that a word is in a blank. */
  int entry(String word, EncodedText text, int blank) {
    Tokenizer tokenizer = model.tokenizer();
    Token place = text.tokens().get(blank);
    String before = place.sequence() == 1 ? text.pair() : text.text();
    boolean spaced =
        place.start() > 0 && Character.isWhitespace(before.charAt(place.start() - 1))
            || text.surface(place).startsWith(" ");
    OptionalInt found = spaced ? single(" " + word) : OptionalInt.empty();
    found = found.isPresent() ? found : single(word);
    found = found.isPresent() ? found : tokenizer.idOf(word);
    return found.orElseThrow(
        () ->
            new UserException(
                "\"%s\" is not a single entry of the vocabulary but %s; a blank takes one"
                    .formatted(word, pieces(word))));
  }

  private List<Encoding.Entry> tokens(String word) {
    return model.tokenizer().encode(word, null, 0).tokens().stream()
        .filter(token -> !token.added())
        .toList();
  }

  private OptionalInt single(String word) {
    List<Encoding.Entry> tokens = tokens(word);
    OptionalInt unknown = model.tokenizer().specialTokens().unk();
    boolean one =
        tokens.size() == 1
            && !(unknown.isPresent() && unknown.getAsInt() == tokens.getFirst().id());
    return one ? OptionalInt.of(tokens.getFirst().id()) : OptionalInt.empty();
  }

  private String pieces(String word) {
    String pieces =
        tokens(word).stream().map(Encoding.Entry::token).collect(Collectors.joining(" "));
    return pieces.isEmpty() ? "nothing" : pieces;
  }

  /** What stands in the blanks of one text. */
  private record Blanks(
      BlankReader reader, EncodedText text, List<Integer> blanks, List<Prediction> predictions)
      implements Reading {
    @Override
    public ObjectNode json() {
      ObjectNode node = Records.object();
      ArrayNode found = node.putArray("blanks");
      for (int b = 0; b < blanks.size(); b++) {
        Prediction prediction = predictions.get(b);
        ObjectNode blank = found.addObject().put("token", blanks.get(b));
        Records.addPlace(blank, text, text.tokens().get(blanks.get(b)));
        blank.put("log_sum_exp", logSumExp(prediction.logits()));
        ArrayNode top = blank.putArray("top");
        for (int entry : Wording.strongest(prediction.logits(), reader.answers().top())) {
          top.addObject()
              .put("token", reader.model().labels().get(entry))
              .put("id", entry)
              .put("text", reader.word(entry))
              .put("logit", prediction.logits().get(entry))
              .put("probability", prediction.probabilities().get(entry));
        }
      }
      return node;
    }

    @Override
    public List<String> lines(Speech speech) {
      var lines = new ArrayList<String>();
      for (int b = 0; b < blanks.size(); b++) {
        Prediction prediction = predictions.get(b);
        lines.add(
            speech.say("  blank %d: ", b + 1)
                + Wording.strongest(prediction.logits(), reader.answers().top()).stream()
                    .map(
                        entry ->
                            TerminalText.line(reader.word(entry))
                                + " "
                                + speech.number(
                                    Wording.percent(prediction.probabilities().get(entry))))
                    .collect(Collectors.joining(" · ")));
      }
      return lines;
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      List<Integer> numbers =
          target.places().isEmpty()
              ? List.of(0)
              : target.places().stream().map(place -> blank(target.naming(), place)).toList();
      return numbers.stream().<Question>map(b -> new WordIn(this, b, choice(target, b))).toList();
    }

    private int blank(Naming naming, String place) {
      if (place.matches("[0-9]{1,9}")) {
        int number = Integer.parseInt(place);
        if (number < 1 || number > blanks.size()) {
          throw naming.refusal(
              "{at} %s: there is no such blank; the text has %d, numbered from 1",
              place, blanks.size());
        }
        return number - 1;
      }
      int found = blanks.indexOf(Place.token(naming.of("at"), text, place));
      if (found < 0) {
        throw naming.refusal(
            "{at} %s is not a blank; the text has %d, name one by its number from 1",
            place, blanks.size());
      }
      return found;
    }

    private TargetChoice choice(WrittenTargets target, int b) {
      if (target.targets().isEmpty()) {
        return TargetChoice.predicted();
      }
      if (target.targets().contains("all") && target.targets().size() == 1) {
        throw target
            .naming()
            .refusal(
                "{target} all would explain all %d entries of the vocabulary; name some words, such"
                    + " as %s",
                reader.model().labels().size(),
                Wording.strongest(predictions.get(b).logits(), 3).stream()
                    .map(reader::word)
                    .collect(Collectors.joining(", ")));
      }
      return TargetChoice.ofIndices(
          target.targets().stream().map(word -> reader.entry(word, text, blanks.get(b))).toList());
    }
  }

  /** Why a word stands in a blank. */
  private record WordIn(Blanks blanks, int number, TargetChoice targets) implements Question {
    @Override
    public TextModel model() {
      return blanks.reader().model().at(text(), blanks.blanks().get(number));
    }

    @Override
    public EncodedText text() {
      return blanks.text();
    }

    @Override
    public Subject subject(Explanation explanation) {
      BlankReader reader = blanks.reader();
      Prediction prediction = blanks.predictions().get(number);
      int best = prediction.best();
      boolean alone = blanks.blanks().size() == 1;
      double blank = number + 1;
      double sure = 100 * prediction.probabilities().get(best);
      int token = blanks.blanks().get(number);
      ObjectNode target = Records.object().put("blank", number + 1).put("token", token);
      Records.addPlace(target, text(), text().tokens().get(token));
      target.put("id", explanation.target()).put("text", reader.word(explanation.target()));
      List<String> words = new WordList(reader);
      return new Subject(
          Subject.Phrase.of(
                  alone ? "name.blank.only" : "name.blank", reader.word(explanation.target()))
              .with(blank),
          Subject.Phrase.of(alone ? "reading.blank.only" : "reading.blank", reader.word(best))
              .with(sure, blank),
          best == explanation.target(),
          explanation.output().label(),
          Wording.shares(explanation, words),
          Records.entries(target));
    }
  }

  /** The vocabulary as its entries read in texts, made when they are asked for. */
  private static final class WordList extends java.util.AbstractList<String> {
    private final BlankReader reader;

    WordList(BlankReader reader) {
      this.reader = reader;
    }

    @Override
    public String get(int entry) {
      return reader.word(entry);
    }

    @Override
    public int size() {
      return reader.model().labels().size();
    }
  }
}
