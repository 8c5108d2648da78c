package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.classification.ScoredLabel;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.segment.TextSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.DecisionWord;
import org.mekiki.adapters.ExplainedDecision;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;

/** Classes of the model are the labels that the caller wants. */
final class MekikiTextClassifierTest {
  private static final String WARM = "a warm and funny film";
  private static final String DULL = "dull and far too long";

  @TempDir private Path folder;

  private enum Mood {
    POSITIVE,
    NEGATIVE
  }

  private enum Colour {
    RED
  }

  private static <L> MekikiTextClassifier<L> build(MekikiTextClassifier.Builder<L> builder) {
    return builder.modelPath(TestModels.classifier()).threads(2).build();
  }

  @Test
  void labelsAreTheModelsOrThoseGiven() {
    try (var names = build(MekikiTextClassifier.builder());
        var moods = build(MekikiTextClassifier.builder(Mood.class));
        var numbers = build(MekikiTextClassifier.builder(Map.of("positive", 1, "negative", -1)))) {
      assertEquals(List.of("positive"), names.classify(WARM));
      assertEquals(List.of(Mood.NEGATIVE), moods.classify(TextSegment.from(DULL)));
      assertEquals(List.of(1), numbers.classify(Document.from(WARM)));
    }
  }

  @Test
  void allClassesHaveTheirProbabilitiesTheLikeliestFirst() {
    try (var moods = build(MekikiTextClassifier.builder(Mood.class))) {
      List<ScoredLabel<Mood>> scored = moods.classifyWithScores(DULL).scoredLabels();
      assertEquals(
          List.of(Mood.NEGATIVE, Mood.POSITIVE), scored.stream().map(ScoredLabel::label).toList());
      assertEquals(1, scored.getFirst().score() + scored.getLast().score(), 1e-9);
      assertTrue(scored.getFirst().score() > scored.getLast().score());
    }
  }

  @Test
  void classesThatDoNotExcludeEachOtherAreThoseThatAreLikely() {
    Path several = TestModels.severalClasses(folder);
    try (var topics = MekikiTextClassifier.builder().modelPath(several).build()) {
      for (String text : List.of(WARM, DULL, "film")) {
        assertEquals(
            topics.classifyWithScores(text).scoredLabels().stream()
                .filter(label -> label.score() >= 0.5)
                .map(ScoredLabel::label)
                .toList(),
            topics.classify(text));
      }
      double sum =
          topics.classifyWithScores(WARM).scoredLabels().stream()
              .mapToDouble(ScoredLabel::score)
              .sum();
      assertTrue(Math.abs(sum - 1) > 0.01, "the test would not see a softmax: " + sum);
    }
  }

  /** The program of docs/adapters.md. */
  @Test
  void aDecisionIsExplained() {
    Path model = TestModels.classifier();
    var lines = new ArrayList<String>();
    try (var reviews = MekikiTextClassifier.builder(Mood.class).modelPath(model).build()) {
      List<Mood> moods = reviews.classify("a warm and funny film");
      ExplainedDecision why = reviews.explained().explain("a warm and funny film");
      for (DecisionWord word : why.words()) {
        lines.add("%-6s %+.2f ± %.2f".formatted(word.text(), word.score(), word.error()));
      }
      assertEquals(List.of(Mood.POSITIVE), moods);
      assertEquals("positive", why.label());
      assertEquals(
          reviews.classifyWithScores(why.text()).scoredLabels().getFirst().score(),
          why.probability());
      assertTrue(why.certificate().converged());
    }
    assertEquals(5, lines.size());
    assertTrue(lines.get(1).matches("warm {3}\\+0\\.\\d\\d ± 0\\.\\d\\d"), lines.get(1));
  }

  @Test
  void aSharedContextGoesOn() {
    var shared = ComputeContext.ownedPool(2);
    MekikiTextClassifier<String> names =
        MekikiTextClassifier.builder().modelPath(TestModels.classifier()).context(shared).build();
    names.close();
    assertEquals(List.of("positive"), names.classify(WARM));
    shared.close();
  }

  @Test
  void aClassWithoutALabelIsToldWhenTheModelIsLoaded() {
    assertEquals(
        "the model has a class \"negative\", and Colour has no constant of this name",
        refusal(MekikiTextClassifier.builder(Colour.class)));
    assertEquals(
        "the model has a class \"positive\", and no label was given for it",
        refusal(MekikiTextClassifier.builder(Map.of("negative", 0))));
  }

  private static String refusal(MekikiTextClassifier.Builder<?> builder) {
    return assertThrows(IllegalArgumentException.class, () -> build(builder)).getMessage();
  }
}
