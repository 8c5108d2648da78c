package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.ReRankingContentAggregator;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Classifier;

/** Scores are the model's outputs for query and document, in the documents' order. */
final class MekikiScoringModelTest {
  private static final String QUERY = "which film is funny ?";
  private static final List<String> TEXTS =
      List.of("dull and far too long", "a warm and funny film", "the plot is thin");

  @TempDir private Path folder;

  private static List<TextSegment> segments() {
    return TEXTS.stream().map(TextSegment::from).toList();
  }

  @Test
  void scoresAreTheCrossEncodersNumbers() throws IOException {
    Path file = TestModels.reranker(folder);
    Classifier pairs = Classifier.load(file, ComputeContext.sequential());
    List<Double> expected =
        TEXTS.stream()
            .map(text -> pairs.predict(pairs.encode(QUERY, text)).logits().getFirst())
            .toList();
    try (var model = MekikiScoringModel.builder().modelPath(file).threads(2).build()) {
      assertEquals(expected, model.scoreAll(segments(), QUERY).content());
      assertEquals(expected.getFirst(), model.score(TEXTS.getFirst(), QUERY).content());
      assertEquals(3, expected.stream().distinct().count(), "the test would not see an order");
      assertEquals(List.of(), model.scoreAll(List.of(), QUERY).content());
    }
  }

  @Test
  void aSentenceEncoderScoresByCosinesOfQueriesAndDocuments() {
    Path file = TestModels.encoder(folder);
    try (var model = MekikiScoringModel.builder().modelPath(file).build();
        var vectors = MekikiEmbeddingModel.builder().modelPath(file).build()) {
      float[] query = vector(vectors, QUERY, EmbeddingInputType.QUERY);
      List<Double> scores = model.scoreAll(segments(), QUERY).content();
      for (int i = 0; i < TEXTS.size(); i++) {
        float[] text = vector(vectors, TEXTS.get(i), EmbeddingInputType.DOCUMENT);
        double cosine = CosineSimilarity.between(Embedding.from(query), Embedding.from(text));
        assertEquals(cosine, scores.get(i), 1e-6);
      }
    }
  }

  private static float[] vector(MekikiEmbeddingModel of, String text, EmbeddingInputType type) {
    EmbeddingRequest request = EmbeddingRequest.builder().input(text).inputType(type).build();
    return of.embed(request).embeddings().getFirst().vector();
  }

  @Test
  void theFrameworksAggregatorSortsByThem() {
    try (var model = MekikiScoringModel.builder().modelPath(TestModels.reranker(folder)).build()) {
      List<Double> scores = model.scoreAll(segments(), QUERY).content();
      var order = new ArrayList<>(TEXTS);
      order.sort(
          Collections.reverseOrder(
              java.util.Comparator.comparingDouble(text -> scores.get(TEXTS.indexOf(text)))));
      List<Content> contents = TEXTS.stream().map(Content::from).toList();
      List<Content> sorted =
          new ReRankingContentAggregator(model)
              .aggregate(Map.of(Query.from(QUERY), List.of(contents)));
      assertEquals(order, sorted.stream().map(content -> content.textSegment().text()).toList());
    }
  }

  @Test
  void aModelOfTwoClassesIsRefused() {
    Path classifier = TestModels.classifier();
    var refused =
        assertThrows(
            UncheckedIOException.class,
            () -> MekikiScoringModel.builder().modelPath(classifier).build());
    assertTrue(
        refused
            .getMessage()
            .startsWith(classifier + ": texts are ranked by a model with one score"),
        refused.getMessage());
  }
}
