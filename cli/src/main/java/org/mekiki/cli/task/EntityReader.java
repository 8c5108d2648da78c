package org.mekiki.cli.task;

import java.util.List;
import java.util.stream.IntStream;
import org.mekiki.cli.choice.EntityWish;
import org.mekiki.cli.choice.Place;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.TerminalText;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.ExplanationRecord;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.NothingToExplainException;
import org.mekiki.sig.TargetChoice;
import org.mekiki.sig.text.TextPart;
import org.mekiki.transformer.Entity;
import org.mekiki.transformer.EntityFinder;
import org.mekiki.transformer.entity.EntityChoice;
import org.mekiki.transformer.entity.SplitWords;
import org.mekiki.transformer.entity.WordSpan;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entities that fit labels. */
public record EntityReader(EntityFinder model, EntityChoice choice) implements Reader {
  /** For what somebody looks for. */
  static EntityReader of(EntityFinder model, EntityWish wish) {
    if (wish.labels().isEmpty()) {
      throw new UserException(
          "the model finds entities of whatever kind is asked for; name the kinds, such as --labels"
              + " person,\"bank account\"");
    }
    try {
      return new EntityReader(model.withLabels(wish.labels()), wish.choice());
    } catch (IllegalArgumentException e) {
      throw new UserException("--labels: " + e.getMessage());
    }
  }

  @Override
  public Found read(EncodedText text) {
    return new Found(this, text, model.find(text, choice));
  }

  /**
   * The entities of one text.
   *
   * @param entities by their first words
   */
  public record Found(EntityReader reader, EncodedText text, List<Entity> entities)
      implements Reading {
    /** What an entity is called. */
    public String label(Entity entity) {
      return reader.model().labels().get(entity.label());
    }

    @Override
    public ObjectNode json() {
      ObjectNode node = Records.object();
      ArrayNode names = node.putArray("labels");
      reader.model().labels().forEach(names::add);
      node.put("threshold", reader.choice().threshold());
      ArrayNode all = node.putArray("entities");
      for (Entity entity : entities) {
        ExplanationRecord.addPart(all, part(entity.start(), entity.end()), text)
            .put("label", label(entity))
            .put("score", entity.score());
      }
      return node;
    }

    private TextPart part(int start, int end) {
      return TextPart.between(text, 0, start, end).orElseThrow();
    }

    @Override
    public List<String> lines(Speech speech) {
      return entities.isEmpty()
          ? List.of("  " + speech.say("(nothing fits a label)"))
          : entities.stream()
              .map(
                  entity ->
                      "  %s  %s %s"
                          .formatted(
                              TerminalText.line(
                                  text.text().substring(entity.start(), entity.end())),
                              TerminalText.line(label(entity)),
                              speech.number(Wording.percent(entity.score()))))
              .toList();
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      TargetChoice asked = target.choice("label", reader.model().labels());
      if (!target.places().isEmpty()) {
        return target.places().stream()
            .map(place -> span(target.naming().of("at"), place))
            .<Question>map(span -> fits(span, target.targets().isEmpty() ? null : asked))
            .toList();
      }
      List<Entity> found = entities.isEmpty() ? List.of(likeliest()) : entities;
      if (target.targets().isEmpty()) {
        return found.stream()
            .<Question>map(
                each -> fits(each.words(), TargetChoice.ofIndices(List.of(each.label()))))
            .toList();
      }
      return found.stream()
          .map(Entity::words)
          .distinct()
          .<Question>map(span -> fits(span, asked))
          .toList();
    }

    /** What comes nearest where nothing is found. */
    private Entity likeliest() {
      return reader.model().likeliest(text).orElseThrow(NothingToExplainException::new);
    }

    /** The words that a user means. */
    private WordSpan span(String option, String place) {
      TextPart part = Place.part(option, text, place);
      List<SplitWords.Word> words = reader.model().words(text);
      int[] meant =
          IntStream.range(0, words.size())
              .filter(i -> words.get(i).start() < part.end() && words.get(i).end() > part.start())
              .toArray();
      var span = new WordSpan(meant[0], meant[meant.length - 1]);
      int widest = reader.model().widest();
      if (span.width() > widest) {
        throw new UserException(
            "%s %s has %d words; the model scores at most %d together"
                .formatted(option, place, span.width(), widest));
      }
      return span;
    }

    /** A question; of the label that fits best where none is asked for. */
    private LabelAt fits(WordSpan span, TargetChoice asked) {
      List<Double> probabilities = reader.model().probabilities(text, span);
      int best =
          IntStream.range(0, probabilities.size())
              .reduce((a, b) -> probabilities.get(b) > probabilities.get(a) ? b : a)
              .orElseThrow();
      TargetChoice choice = asked == null ? TargetChoice.ofIndices(List.of(best)) : asked;
      List<SplitWords.Word> words = reader.model().words(text);
      TextPart part = part(words.get(span.first()).start(), words.get(span.last()).end());
      return new LabelAt(this, span, part, probabilities, best, choice);
    }
  }

  /** Why some words have a label. */
  private record LabelAt(
      Found found,
      WordSpan span,
      TextPart part,
      List<Double> probabilities,
      int best,
      TargetChoice targets)
      implements Question {
    @Override
    public TextModel model() {
      return found.reader().model().at(found.text(), span);
    }

    @Override
    public EncodedText text() {
      return found.text();
    }

    @Override
    public Subject subject(Explanation explanation) {
      List<String> labels = found.reader().model().labels();
      String words = part.in(text());
      ObjectNode target = Records.object();
      target
          .put("first_token", part.tokens().row(0))
          .put("last_token", part.tokens().row(part.tokens().size() - 1))
          .put("sequence", 0)
          .put("start", text().text().codePointCount(0, part.start()))
          .put("end", text().text().codePointCount(0, part.end()));
      return new Subject(
          Subject.Phrase.of("name.entity", labels.get(explanation.target()), words),
          Subject.Phrase.of("reading.entity", words, labels.get(best))
              .with(100 * probabilities.get(best)),
          best == explanation.target(),
          explanation.output().label(),
          Wording.shares(explanation, labels),
          Records.entries(target));
    }
  }
}
