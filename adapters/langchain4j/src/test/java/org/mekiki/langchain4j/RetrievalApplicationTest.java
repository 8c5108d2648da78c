package org.mekiki.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;

/** A small application: manuals in a store in memory, and questions that find them. */
final class RetrievalApplicationTest {
  @TempDir private Path folder;

  /** How many questions find their document at the first place. */
  private static int found(Path model) {
    // quoted: docs/adapters.md
    try (var embeddings = MekikiEmbeddingModel.builder().modelPath(model).build()) {
      var store = new InMemoryEmbeddingStore<TextSegment>();
      List<Document> documents = Manuals.documents();
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
      // end
      assertEquals(200, documents.size());
      int found = 0;
      for (Document document : documents) {
        String question = document.metadata().getString("question");
        String best = retriever.retrieve(Query.from(question)).getFirst().textSegment().text();
        found += best.equals(document.text()) ? 1 : 0;
      }
      return found;
    }
  }

  /** Words alone, each as telling as any other, find most of them; chance would find one. */
  @Test
  void questionsFindTheirManualByTheirWords() {
    int found = found(TestModels.wordBag(folder));
    assertTrue(found >= 100, "found: " + found);
  }

  @Test
  void questionsFindTheirManualWithAPublishedModel() throws IOException {
    int found = found(PublishedModel.converted(folder));
    assertTrue(found >= 190, "found: " + found);
  }
}
