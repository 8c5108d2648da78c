package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.ExplainedClassifier;
import org.mekiki.adapters.ExplainedDecision;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.spring.application.ReviewApplication;
import org.mekiki.transformer.Classifier;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole application on a port: answers with words, health, measurements, a store of vectors. */
@SpringBootTest(
    classes = ReviewApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "mekiki.threads=2",
      "mekiki.rerank.top-n=2",
      "management.endpoint.health.show-details=always",
      "management.endpoints.web.exposure.include=health,metrics"
    })
final class ReviewApplicationTest {
  private static final String REVIEW = "a warm film , but dull";

  @TempDir private static Path folder;

  @LocalServerPort private int port;

  @Autowired private MekikiEmbeddingModel embeddings;

  @Autowired private MekikiDocumentPostProcessor reranking;

  private final JsonMapper json = JsonMapper.builder().build();

  @DynamicPropertySource
  static void models(DynamicPropertyRegistry properties) {
    properties.add("mekiki.classifier.model", () -> TestModels.classifier().toString());
    properties.add("mekiki.embedding.model", () -> TestModels.wordBag(folder).toString());
    properties.add("mekiki.rerank.model", () -> TestModels.reranker(folder).toString());
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI place = URI.create("http://localhost:" + port + path);
      return client.send(request.uri(place).build(), BodyHandlers.ofString());
    }
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(), path);
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  @Test
  void aReviewIsDecidedAndExplained() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder()
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(REVIEW)),
            "/reviews/explain");
    assertEquals(200, answer.statusCode(), answer.body());
    ExplainedDecision read = json.readValue(answer.body(), ExplainedDecision.class);
    ExplainedDecision expected =
        ExplainedClassifier.load(TestModels.classifier(), ComputeContext.sequential())
            .explain(REVIEW);
    assertEquals(expected, read);
    JsonNode word = json.readTree(answer.body()).path("words").get(1);
    assertEquals("warm", word.path("text").asString());
    assertEquals(2, word.path("start").asInt());
  }

  @Test
  void healthSaysWhichModelsThereAre() throws Exception {
    JsonNode health = get("/actuator/health").path("components").path("mekiki");
    assertEquals("UP", health.path("status").asString(), health.toString());
    JsonNode details = health.path("details");
    assertEquals(2, details.path("threads").asInt());
    assertTrue(details.path("kernels").asString().matches("scalar|vector-\\d+"), "" + details);
    Classifier classifier = Classifier.load(TestModels.classifier(), ComputeContext.sequential());
    assertEquals(classifier.sha256(), details.path("classifier").path("sha256").asString());
    for (String name : List.of("embedding", "rerank", "classifier")) {
      assertEquals("bert", details.path(name).path("family").asString(), name);
    }
  }

  @Test
  void measurementsCountTextsAndTokens() throws Exception {
    double texts = measured("mekiki.embedding.texts", "COUNT");
    double tokens = measured("mekiki.embedding.tokens", "COUNT");
    double truncated = measured("mekiki.embedding.truncated", "COUNT");
    double calls = measured("mekiki.embedding", "COUNT");
    String endless = "film ".repeat(embeddings.embedder().maxLength() + 1);
    embeddings.embed(List.of("a film", endless));
    assertEquals(texts + 2, measured("mekiki.embedding.texts", "COUNT"));
    assertEquals(
        tokens + 4 + embeddings.embedder().maxLength(),
        measured("mekiki.embedding.tokens", "COUNT"));
    assertEquals(truncated + 1, measured("mekiki.embedding.truncated", "COUNT"));
    assertEquals(calls + 1, measured("mekiki.embedding", "COUNT"));
    assertTrue(measured("mekiki.embedding", "TOTAL_TIME") > 0);
    // Spring AI's own observation of the same calls.
    assertTrue(measured("gen_ai.client.operation", "COUNT") >= 1);
  }

  private double measured(String meter, String statistic) throws Exception {
    for (JsonNode each : get("/actuator/metrics/" + meter).path("measurements")) {
      if (each.path("statistic").asString().equals(statistic)) {
        return each.path("value").asDouble();
      }
    }
    throw new IOException(meter + " has no " + statistic);
  }

  @Test
  void aStoreFindsWhatWasSaid() {
    var store = SimpleVectorStore.builder(embeddings).build();
    store.add(
        List.of(
            new Document("the actors play well"),
            new Document("the music is too loud"),
            new Document("a plot without surprise")));
    List<Document> found =
        store.similaritySearch(
            SearchRequest.builder().query("how loud is the music ?").topK(1).build());
    assertEquals("the music is too loud", found.getFirst().getText());
  }

  @Test
  void retrievedDocumentsAreRanked() {
    List<Document> documents =
        List.of(
            new Document("dull and far too long"),
            new Document("a warm and funny film", Map.of("place", 7)),
            new Document("the plot is thin"));
    List<Document> kept = reranking.process(new Query("which film is funny ?"), documents);
    assertEquals(2, kept.size());
    assertTrue(kept.getFirst().getScore() >= kept.getLast().getScore());
  }
}
