package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Reranker;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;

/** Documents come back in the order of their scores, as many as are wanted. */
final class MekikiDocumentPostProcessorTest {
  private static final Query QUERY = new Query("which film is funny ?");
  private static final List<Document> DOCUMENTS =
      List.of(
          new Document("dull and far too long"),
          Document.builder().text("a warm and funny film").metadata("place", 7).score(0.5).build(),
          new Document("the plot is thin"),
          new Document("music"));

  @TempDir private static Path folder;

  private static Reranker reranker;

  @BeforeAll
  static void load() throws Exception {
    reranker = Reranker.load(TestModels.reranker(folder), ComputeContext.sequential());
  }

  private static List<Document> process(int topN, OptionalDouble least) {
    return new MekikiDocumentPostProcessor(reranker, topN, least).process(QUERY, DOCUMENTS);
  }

  private static double own(Document document) {
    return reranker.score(QUERY.text(), document.getText());
  }

  @Test
  void theBestComeFirstWithTheirScores() {
    List<Document> ranked = process(0, OptionalDouble.empty());
    List<String> expected =
        DOCUMENTS.stream()
            .sorted(Comparator.comparingDouble(MekikiDocumentPostProcessorTest::own).reversed())
            .map(Document::getId)
            .toList();
    assertEquals(expected, ranked.stream().map(Document::getId).toList());
    for (Document document : ranked) {
      assertEquals(own(document), document.getScore());
      assertEquals(own(document), document.getMetadata().get("rerank_score"));
    }
  }

  @Test
  void metadataStaysAndTheGivenDocumentsDoNotChange() {
    Document funny =
        process(0, OptionalDouble.empty()).stream()
            .filter(each -> each.getMetadata().containsKey("place"))
            .findFirst()
            .orElseThrow();
    assertEquals(7, funny.getMetadata().get("place"));
    assertEquals(Map.of("place", 7), DOCUMENTS.get(1).getMetadata());
    assertEquals(0.5, DOCUMENTS.get(1).getScore());
  }

  @Test
  void fewAreKept() {
    List<Document> all = process(0, OptionalDouble.empty());
    assertEquals(all.subList(0, 2), process(2, OptionalDouble.empty()));
    double third = all.get(2).getScore();
    assertEquals(all.subList(0, 3), process(0, OptionalDouble.of(third)));
    assertEquals(all.subList(0, 1), process(1, OptionalDouble.of(third)));
    assertEquals(all, process(9, OptionalDouble.empty()));
    var processor = new MekikiDocumentPostProcessor(reranker, 0, OptionalDouble.empty());
    assertEquals(List.of(), processor.process(QUERY, List.of()));
  }

  @Test
  void aNumberBelowZeroIsRefused() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> process(-1, OptionalDouble.empty()));
    assertTrue(refused.getMessage().startsWith("top-n is -1;"), refused.getMessage());
  }
}
