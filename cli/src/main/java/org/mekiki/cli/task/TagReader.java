package org.mekiki.cli.task;

import java.util.Comparator;
import java.util.List;
import org.mekiki.cli.choice.AnswerChoice;
import org.mekiki.cli.choice.Place;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.record.ExplanationRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.transformer.Prediction;
import org.mekiki.transformer.TokenClassifier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags of words. */
record TagReader(TokenClassifier model, AnswerChoice answers) implements Reader {
  @Override
  public Reading read(EncodedText text) {
    List<Prediction> predictions = model.predict(text);
    return new Tags(this, text, predictions, TaggedWord.words(text, model.labels(), predictions));
  }

  /** The tags of one text. */
  private record Tags(
      TagReader reader, EncodedText text, List<Prediction> predictions, List<TaggedWord> words)
      implements Reading {
    @Override
    public ObjectNode json() {
      ObjectNode node = Records.object();
      ArrayNode names = node.putArray("labels");
      reader.model().labels().forEach(names::add);
      ArrayNode tokens = node.putArray("tokens");
      for (int i = 0; i < text.size(); i++) {
        Prediction prediction = predictions.get(i);
        ObjectNode token =
            Records.addToken(tokens, text, text.tokens().get(i))
                .put("label", reader.model().labels().get(prediction.best()));
        prediction.logits().forEach(token.putArray("logits")::add);
        prediction.probabilities().forEach(token.putArray("probabilities")::add);
      }
      ArrayNode tagged = node.putArray("words");
      words.forEach(
          word ->
              ExplanationRecord.addPart(tagged, word.part(), text)
                  .put("label", word.tag())
                  .put("probability", word.probability()));
      ArrayNode entities = node.putArray("entities");
      TaggedWord.entities(words)
          .forEach(
              entity ->
                  ExplanationRecord.addPart(entities, entity.part(), text)
                      .put("type", entity.tag())
                      .put("probability", entity.probability()));
      return node;
    }

    @Override
    public List<String> lines(Speech speech) {
      return (reader.answers().entities() ? TaggedWord.entities(words) : words)
          .stream()
              .map(
                  word ->
                      "  %s  %s %s"
                          .formatted(
                              TerminalText.line(word.part().in(text)),
                              TerminalText.line(word.tag()),
                              speech.number(Wording.percent(word.probability()))))
              .toList();
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      TargetChoice choice = target.choice("tag", reader.model().labels());
      String place = target.naming().of("at");
      List<Integer> tokens =
          target.places().isEmpty()
              ? List.of(surest())
              : target.places().stream().map(at -> Place.token(place, text, at)).toList();
      return tokens.stream().<Question>map(token -> new TagAt(this, token, choice)).toList();
    }

    /** Of the words with a tag the surest one; of all where none has any. */
    private int surest() {
      Comparator<TaggedWord> order =
          Comparator.comparing((TaggedWord word) -> !word.isOutside())
              .thenComparingDouble(TaggedWord::probability);
      return words.stream()
          .max(order)
          .orElseThrow(org.mekiki.sig.NothingToExplainException::new)
          .part()
          .tokens()
          .row(0);
    }
  }

  /** Why a word has its tag. */
  private record TagAt(Tags tags, int token, TargetChoice targets) implements Question {
    @Override
    public TextModel model() {
      return tags.reader().model().at(tags.text(), token);
    }

    @Override
    public EncodedText text() {
      return tags.text();
    }

    @Override
    public Subject subject(Explanation explanation) {
      List<String> labels = tags.reader().model().labels();
      String word = Place.wordAt(text(), token);
      Prediction prediction = tags.predictions().get(token);
      int best = prediction.best();
      ObjectNode target = Records.object().put("token", token);
      Records.addPlace(target, text(), text().tokens().get(token));
      return new Subject(
          Subject.Phrase.of("name.tag", labels.get(explanation.target()), word),
          Subject.Phrase.of("reading.tag", word, labels.get(best))
              .with(100 * prediction.probabilities().get(best)),
          best == explanation.target(),
          explanation.output().label(),
          Wording.shares(explanation, labels),
          Records.entries(target));
    }
  }
}
