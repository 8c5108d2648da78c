package org.mekiki.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.mekiki.transformer.Reranker;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor;

/**
 * Sorts what was retrieved by how well it goes with the query, and keeps the best. Safe for many
 * threads.
 *
 * <p>Each document gets the score as its own, and in its metadata under {@value #SCORE}: a
 * cross-encoder's probability, or its number if it is a regression; a sentence encoder's cosine.
 * The text of a document is scored, without its metadata.
 */
public final class MekikiDocumentPostProcessor implements DocumentPostProcessor {
  /** Key of a document's metadata: the score, a {@code Double}. */
  public static final String SCORE = "rerank_score";

  private final Reranker reranker;
  private final int topN;
  private final OptionalDouble minScore;

  /**
   * A processor.
   *
   * @param reranker scores a query and a text
   * @param topN documents that are kept at most; 0 for all
   * @param minScore documents with a lower score are dropped; empty for none
   * @throws IllegalArgumentException if {@code topN} is less than 0
   */
  public MekikiDocumentPostProcessor(Reranker reranker, int topN, OptionalDouble minScore) {
    if (topN < 0) {
      throw new IllegalArgumentException(
          "top-n is %d; it is the number of documents to keep, or 0 for all".formatted(topN));
    }
    this.reranker = reranker;
    this.topN = topN;
    this.minScore = minScore;
  }

  /** {@return what scores} */
  public Reranker reranker() {
    return reranker;
  }

  @Override
  public List<Document> process(Query query, List<Document> documents) {
    List<String> texts =
        documents.stream().map(each -> each.isText() ? each.getText() : "").toList();
    Stream<Document> ranked =
        reranker.rank(query.text(), texts).stream()
            .filter(each -> minScore.isEmpty() || each.score() >= minScore.getAsDouble())
            .map(each -> scored(documents.get(each.place()), each.score()));
    return (topN == 0 ? ranked : ranked.limit(topN)).toList();
  }

  private static Document scored(Document document, double score) {
    // A copy: what a document is changed into shares its metadata.
    Map<String, Object> metadata = new HashMap<>(document.getMetadata());
    metadata.put(SCORE, score);
    return document.mutate().metadata(metadata).score(score).build();
  }
}
