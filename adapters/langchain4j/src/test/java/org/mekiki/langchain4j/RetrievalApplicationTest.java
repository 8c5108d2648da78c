package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;

/** A small application: manuals in a store in memory, and questions that find them. */
final class RetrievalApplicationTest {
  @TempDir private Path folder;

  /** What each question finds; the program of docs/adapters.md. */
  private static List<String> search(Path model, List<Document> documents, List<String> questions) {
    var answers = new ArrayList<String>();
    try (var embeddings = MekikiEmbeddingModel.builder().modelPath(model).build()) {
      var store = new InMemoryEmbeddingStore<TextSegment>();
      EmbeddingStoreIngestor.builder()
          .embeddingModel(embeddings)
          .embeddingInputType(EmbeddingInputType.DOCUMENT)
          .embeddingStore(store)
          .build()
          .ingest(documents);
      ContentRetriever retriever =
          EmbeddingStoreContentRetriever.builder()
              .embeddingModel(embeddings)
              .embeddingInputType(EmbeddingInputType.QUERY)
              .embeddingStore(store)
              .maxResults(1)
              .build();
      for (String question : questions) {
        Content best = retriever.retrieve(Query.from(question)).getFirst();
        answers.add(best.textSegment().text());
      }
    }
    return answers;
  }

  /** How many questions find their document at the first place. */
  private static long found(Path model) {
    List<Document> documents = Manuals.documents();
    assertEquals(200, documents.size());
    List<String> questions =
        documents.stream().map(document -> document.metadata().getString("question")).toList();
    List<String> answers = search(model, documents, questions);
    return IntStream.range(0, documents.size())
        .filter(i -> answers.get(i).equals(documents.get(i).text()))
        .count();
  }

  /** Words alone, each as telling as any other, find most of them; chance would find one. */
  @Test
  void questionsFindTheirManualByTheirWords() {
    long found = found(TestModels.wordBag(folder));
    assertTrue(found >= 100, "found: " + found);
  }

  @Test
  void questionsFindTheirManualWithAPublishedModel() throws IOException {
    long found = found(PublishedModel.converted(folder));
    assertTrue(found >= 190, "found: " + found);
  }
}
