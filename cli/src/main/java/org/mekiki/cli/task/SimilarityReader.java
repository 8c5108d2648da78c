package org.mekiki.cli.task;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mekiki.cli.choice.WrittenTargets;
import org.mekiki.cli.console.UserException;
import org.mekiki.cli.record.Records;
import org.mekiki.cli.wording.Speech;
import org.mekiki.core.model.EncodedText;
import org.mekiki.core.model.TextModel;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Wording;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.TargetChoice;
import org.mekiki.transformer.SentenceEncoder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of texts, and how alike two texts are. */
record SimilarityReader(SentenceEncoder model) implements Reader {
  /** Numbers of a vector that a person sees. */
  private static final int SHOWN = 4;

  @Override
  public Reading read(EncodedText text) {
    return text.pair() == null
        ? new Vectors(this, text, List.of(model.embed(text)), 0)
        : new Vectors(
            this,
            text,
            List.of(model.embed(model.first(text)), model.embed(model.second(text))),
            model.similarity(text));
  }

  /** The vectors of one text, or of two. */
  private record Vectors(
      SimilarityReader reader, EncodedText text, List<float[]> vectors, double similarity)
      implements Reading {
    private boolean isPair() {
      return vectors.size() == 2;
    }

    @Override
    public ObjectNode json() {
      SentenceEncoder model = reader.model();
      ObjectNode node =
          Records.object()
              .put("pooling", model.pooling())
              .put("pooling_assumed", model.isPoolingAssumed());
      if (!model.prompt().isEmpty()) {
        node.put("prompt", model.prompt());
      }
      if (isPair() && !model.pairPrompt().isEmpty()) {
        node.put("prompt_pair", model.pairPrompt());
      }
      add(vectors.getFirst(), node.putArray("embedding"));
      if (isPair()) {
        add(vectors.getLast(), node.putArray("embedding_pair"));
        node.put("similarity", similarity);
      }
      return node;
    }

    private static void add(float[] vector, ArrayNode numbers) {
      for (float number : vector) {
        numbers.add(number);
      }
    }

    @Override
    public List<String> lines(Speech speech) {
      String assumed =
          reader.model().isPoolingAssumed()
              ? speech.say(" (mean of the tokens: the model does not say how it pools them)")
              : "";
      if (isPair()) {
        return List.of(speech.say("similarity %.4f%s", similarity, assumed));
      }
      float[] vector = vectors.getFirst();
      var line = new StringBuilder(speech.say("vector of %d:", vector.length));
      for (int i = 0; i < Math.min(SHOWN, vector.length); i++) {
        line.append(String.format(Locale.ROOT, " %+.4f", vector[i]));
      }
      return List.of(
          line
              + (vector.length > SHOWN ? speech.say(" ...; --format json has all") : "")
              + assumed);
    }

    @Override
    public List<Question> questions(WrittenTargets target) {
      target.requireNoPlace("the similarity is between two whole texts; leave out {at}");
      if (!isPair()) {
        throw target
            .naming()
            .refusal(
                "a vector has nothing to explain; give a second text with {pair} to explain the"
                    + " similarity of the two");
      }
      for (String each : target.targets()) {
        if (!each.equals("similarity") && !each.equals("all")) {
          throw new UserException(
              "the model has no target \"%s\"; it has similarity, that of the two texts"
                  .formatted(each));
        }
      }
      return List.of(new Similarity(this));
    }
  }

  /** Why two texts are alike. */
  private record Similarity(Vectors vectors) implements Question {
    @Override
    public TextModel model() {
      return vectors.reader().model().similarityOf(text());
    }

    @Override
    public EncodedText text() {
      return vectors.text();
    }

    @Override
    public TargetChoice targets() {
      return TargetChoice.predicted();
    }

    @Override
    public Subject subject(Explanation explanation) {
      return new Subject(
          Subject.Phrase.of("name.similarity"),
          Subject.Phrase.of("reading.similarity", Wording.number(vectors.similarity())),
          true,
          Wording.quantity(explanation, "cosine"),
          List.of(),
          Map.of());
    }
  }
}
