package org.mekiki.cli.record;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mekiki.cli.data.TextItem;
import org.mekiki.core.model.EncodedText;
import org.mekiki.report.wording.Coverage;
import org.mekiki.report.wording.Legibility;
import org.mekiki.report.wording.ModelDescription;
import org.mekiki.report.wording.Subject;
import org.mekiki.report.wording.Verdict;
import org.mekiki.sig.Explanation;
import org.mekiki.sig.Interactions;
import org.mekiki.sig.WordScore;
import org.mekiki.sig.attribution.Attribution;
import org.mekiki.sig.attribution.InteractionIndex;
import org.mekiki.sig.attribution.RowSet;
import org.mekiki.sig.effect.Effects;
import org.mekiki.sig.quadrature.Adaptive;
import org.mekiki.sig.quadrature.FixedRule;
import org.mekiki.sig.text.TextPart;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as a JSON object of the schema {@code mekiki/explanation/1}. */
public final class ExplanationRecord {
  private ExplanationRecord() {}

  public static ObjectNode of(
      TextItem item,
      ModelDescription model,
      ObjectNode prediction,
      Subject subject,
      Explanation explanation,
      Optional<Effects> effects,
      boolean features,
      long millis) {
    Attribution attribution = explanation.attribution();
    ObjectNode node = Records.about("mekiki/explanation/1", item, model);
    node.put("task", model.task().label()).set("prediction", prediction);
    node.putObject("target")
        .put("index", explanation.target())
        .put("label", explanation.targetLabel())
        .put("output", explanation.output().label())
        .put("description", subject.name().quoted("\"", "\""))
        .setAll(Records.object(subject.place()));
    var read = new Legibility(explanation.text(), model.unknown());
    LegibilityRecord.add(node, read);
    addMethod(node, explanation);
    if (explanation.windowing().isEmpty()) {
      node.put("f_input", attribution.fInput());
      put(node, "f_baseline", attribution.fBaseline());
      if (attribution.totalDelta().isPresent()) {
        node.put("delta", attribution.totalDelta().getAsDouble());
      }
      if (attribution.beyondPairs().isPresent()) {
        node.put("beyond_pairs", attribution.beyondPairs().getAsDouble());
      }
    } else {
      node.putNull("f_input").putNull("f_baseline"); // each window has its own
    }
    CoverageRecord.add(node, explanation);
    addTokens(node, explanation, read);
    addWords(node.putArray("words"), explanation, read, effects);
    effects.ifPresent(found -> EffectRecord.add(node, found, explanation));
    ArrayNode phrases = node.putArray("phrases");
    explanation.phrases().forEach(phrase -> addScore(phrases, phrase, explanation, read));
    explanation.interactions().ifPresent(pairs -> add(node, pairs));
    if (Verdict.certified(explanation)) {
      node.put("max_abs_delta", attribution.maxAbsDelta());
      node.put("converged", attribution.converged());
    } else {
      node.putNull("max_abs_delta").putNull("converged");
    }
    node.putObject("counts")
        .put("forward", explanation.counts().forward())
        .put("backward", explanation.counts().backward())
        .put("multiply_adds", explanation.counts().multiplyAdds());
    if (features) {
      addFeatures(node, attribution);
    }
    return node.put("millis", millis);
  }

  private static void addMethod(ObjectNode node, Explanation explanation) {
    ObjectNode method =
        node.putObject("method")
            .put("name", explanation.method())
            .put("guarantee", explanation.attribution().guarantee().name().toLowerCase(Locale.ROOT))
            .put("signed", explanation.attributor().signed());
    addBaselines(method, explanation);
    switch (explanation.integration().orElse(null)) {
      case null -> method.putNull("quadrature").putNull("steps");
      case FixedRule fixed -> method.put("quadrature", fixed.rule()).put("steps", fixed.steps());
      case Adaptive adaptive ->
          method
              .put("quadrature", adaptive.rule())
              .putNull("steps")
              .put("tolerance", adaptive.tolerance())
              .put("max_steps", adaptive.maxSteps());
    }
    ObjectNode parameters = method.putObject("parameters");
    explanation
        .attributor()
        .parameters()
        .forEach(
            (name, value) -> {
              if (value instanceof Double real) {
                parameters.put(name, real);
              } else {
                parameters.put(name, value.longValue());
              }
            });
  }

  /** One name, several, or null where the method asks for none. */
  private static void addBaselines(ObjectNode method, Explanation explanation) {
    if (!explanation.attributor().usesBaseline()) {
      method.putNull("baseline");
    } else if (explanation.baselines().size() == 1) {
      method.put("baseline", explanation.baseline().label());
    } else {
      ArrayNode names = method.putArray("baseline");
      explanation.baselines().forEach(baseline -> names.add(baseline.label()));
    }
  }

  private static void addTokens(ObjectNode node, Explanation explanation, Legibility read) {
    Attribution attribution = explanation.attribution();
    ArrayNode tokens = node.putArray("tokens");
    for (int i = 0; i < attribution.size(); i++) {
      int number = i;
      ObjectNode token =
          Records.addToken(tokens, explanation.text(), explanation.text().tokens().get(i));
      LegibilityRecord.mark(token, read, i, i);
      boolean explained = attribution.explains(i);
      if (explained) {
        token.put("raw", attribution.raw(i)).put("score", attribution.score(i));
      } else {
        token.putNull("raw").putNull("score");
      }
      if (attribution.fMasked(i).isPresent()) {
        put(token, "f_masked", attribution.fMasked(i));
        put(token, "delta", attribution.delta(i));
      }
      if (explained && !explanation.text().tokens().get(i).added()) {
        OptionalDouble margin = attribution.unit(RowSet.of(i)).margin();
        if (margin.isPresent()) {
          put(token, "margin", margin);
        }
      }
      token.put("nodes", attribution.nodes(i));
      if (explained && Verdict.certified(explanation)) {
        token.put("converged", attribution.converged(i));
      } else {
        token.putNull("converged");
      }
      CoverageRecord.addPlace(token, explanation, cut -> cut.homes().get(number), explained);
    }
  }

  /** In the text's order, those without a score among the others. */
  private static void addWords(
      ArrayNode array, Explanation explanation, Legibility read, Optional<Effects> effects) {
    var left = new ArrayDeque<>(Coverage.left(explanation));
    for (WordScore word : explanation.words()) {
      while (!left.isEmpty() && left.element().tokens().row(0) < word.firstToken()) {
        CoverageRecord.addLeft(array, left.remove(), explanation);
      }
      ObjectNode node = addScore(array, word, explanation, read);
      effects
          .flatMap(found -> found.of(word.part()))
          .ifPresent(
              effect ->
                  EffectRecord.put(
                      node.putObject("without"), effects.orElseThrow(), effect, explanation));
    }
    left.forEach(part -> CoverageRecord.addLeft(array, part, explanation));
  }

  /** Places are counted in code points, as those of the tokens are. */
  public static ObjectNode addPart(ArrayNode array, TextPart part, EncodedText text) {
    String source = part.sequence() == 0 ? text.text() : text.pair();
    return array
        .addObject()
        .put("text", part.in(text))
        .put("sequence", part.sequence())
        .put("start", source.codePointCount(0, part.start()))
        .put("end", source.codePointCount(0, part.end()))
        .put("first_token", part.tokens().row(0))
        .put("last_token", part.tokens().row(part.tokens().size() - 1));
  }

  private static ObjectNode addScore(
      ArrayNode array, WordScore score, Explanation explanation, Legibility read) {
    ObjectNode node = addPart(array, score.part(), explanation.text());
    LegibilityRecord.mark(node, read, score.firstToken(), score.lastToken());
    node.put("raw", score.raw()).put("score", score.score());
    var unit = explanation.attribution().unit(score.part().tokens());
    if (unit.fMasked().isPresent()) {
      put(node, "f_masked", unit.fMasked());
      put(node, "delta", unit.delta());
    }
    score
        .ends()
        .ifPresent(
            ends ->
                node.putObject("ends").put("alone", ends.alone()).put("in_text", ends.inText()));
    if (score.margin().isPresent()) {
      put(node, "margin", score.margin());
    }
    node.put("nodes", score.nodes());
    if (Verdict.certified(explanation)) {
      node.put("converged", score.converged());
    } else {
      node.putNull("converged");
    }
    if (!score.shares().isEmpty()) {
      score.shares().forEach(node.putArray("shares")::add);
    }
    CoverageRecord.addPlace(node, explanation, windowing -> windowing.home(score.part()), true);
    return node;
  }

  private static void add(ObjectNode node, Interactions interactions) {
    ObjectNode pairs =
        node.putObject("interactions")
            .put("index", interactions.index().label())
            .put("order", interactions.order())
            .put("forward", interactions.passes());
    ArrayNode words = pairs.putArray("words");
    for (WordScore word : interactions.words()) {
      words
          .addObject()
          .put("text", word.text())
          .put("first_token", word.firstToken())
          .put("last_token", word.lastToken());
    }
    addMatrix(pairs.putArray("matrix"), interactions.values());
    if (interactions.index() == InteractionIndex.LAST) {
      return;
    }
    if (interactions.margins().isEmpty()) {
      pairs.putNull("margins");
    } else {
      addMatrix(pairs.putArray("margins"), interactions.margins());
    }
    put(pairs, "explained", interactions.explained());
    ArrayNode singles = pairs.putArray("singles");
    for (Interactions.Single single : interactions.singles()) {
      put(singles.addObject().put("value", single.value()), "margin", single.margin());
    }
    ArrayNode triples = pairs.putArray("triples");
    for (Interactions.Triple triple : interactions.triples()) {
      ObjectNode three = triples.addObject();
      ArrayNode numbers = three.putArray("words");
      triple.words().forEach(word -> numbers.add(interactions.words().indexOf(word)));
      put(three.put("value", triple.value()), "margin", triple.margin());
    }
  }

  private static void addMatrix(ArrayNode matrix, List<List<Double>> values) {
    for (int i = 0; i < values.size(); i++) {
      ArrayNode row = matrix.addArray();
      for (int j = 0; j < values.size(); j++) {
        if (i == j) {
          row.addNull();
        } else {
          row.add(values.get(i).get(j));
        }
      }
    }
  }

  private static void addFeatures(ObjectNode node, Attribution attribution) {
    ArrayNode rows = node.putArray("features");
    var features = attribution.features();
    int width = features.shape().dim(1);
    for (int i = 0; i < attribution.size(); i++) {
      if (!attribution.explains(i)) {
        rows.addNull();
        continue;
      }
      ArrayNode row = rows.addArray();
      for (int j = 0; j < width; j++) {
        row.add(features.getFlat(i * width + j));
      }
    }
  }

  static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }
}
