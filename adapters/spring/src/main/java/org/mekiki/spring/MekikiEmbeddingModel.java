package org.mekiki.spring;

import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mekiki.adapters.Purpose;
import org.mekiki.adapters.TextEmbedder;
import org.mekiki.transformer.TextVector;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.AbstractEmbeddingModel;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.observation.DefaultEmbeddingModelObservationConvention;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationConvention;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationDocumentation;

/**
 * An embedding model that mekiki computes: any sentence encoder that was converted, without native
 * code. Safe for many threads.
 *
 * <p>Many models read what is searched with behind other words than what is to be found. Vector
 * stores embed documents as {@link Document} and queries as single strings, so {@link
 * #embed(Document)} and its sibling for many read them as documents, {@link #embed(String)} reads a
 * query, and lists of strings, of which nobody says what they are, have the model's default prompt.
 *
 * <p>A text that is too long is cut off at its end. The response's metadata has the numbers of such
 * texts under {@value #TRUNCATED}, and a warning is logged once.
 */
public final class MekikiEmbeddingModel extends AbstractEmbeddingModel {
  /** Key of a response's metadata: the numbers of the texts, from 0, whose ends were cut off. */
  public static final String TRUNCATED = "truncated";

  private static final String PROVIDER = "mekiki";
  private static final EmbeddingModelObservationConvention CONVENTION =
      new DefaultEmbeddingModelObservationConvention();

  private final String name;
  private final TextEmbedder embedder;
  private final ObservationRegistry observations;
  private final EmbeddingCounts counts = new EmbeddingCounts();

  /**
   * A model.
   *
   * @param name what it is called in metadata and measurements
   * @param embedder makes the vectors
   * @param observations is told of every call
   */
  public MekikiEmbeddingModel(
      String name, TextEmbedder embedder, ObservationRegistry observations) {
    this.name = name;
    this.embedder = embedder;
    this.observations = observations;
  }

  /** {@return what it is called} */
  public String name() {
    return name;
  }

  /** {@return what makes the vectors} */
  public TextEmbedder embedder() {
    return embedder;
  }

  /** {@return what it did so far} */
  public EmbeddingCounts counts() {
    return counts;
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  /**
   * {@return vectors of texts of which nothing is known; the options' dimensions say how many
   * numbers are kept}
   */
  @Override
  public EmbeddingResponse call(EmbeddingRequest request) {
    return call(request, Purpose.ANY);
  }

  /** {@return the vector of a query} */
  @Override
  public float[] embed(String text) {
    return call(new EmbeddingRequest(List.of(text), options()), Purpose.QUERY)
        .getResult()
        .getOutput();
  }

  @Override
  public float[] embed(Document document) {
    return documents(List.of(document), options()).getFirst();
  }

  /** {@return the vectors of documents; all are one batch, since no service limits a request} */
  @Override
  public List<float[]> embed(
      List<Document> documents, EmbeddingOptions options, BatchingStrategy batching) {
    return documents(documents, options);
  }

  private List<float[]> documents(List<Document> documents, EmbeddingOptions options) {
    List<String> texts = documents.stream().map(this::getEmbeddingContent).toList();
    return call(new EmbeddingRequest(texts, options), Purpose.DOCUMENT).getResults().stream()
        .map(Embedding::getOutput)
        .toList();
  }

  /** {@return the document's text with the metadata that its formatter keeps for embeddings} */
  @Override
  public String getEmbeddingContent(Document document) {
    return document.getFormattedContent(MetadataMode.EMBED);
  }

  private static EmbeddingOptions options() {
    return EmbeddingOptions.builder().build();
  }

  private EmbeddingResponse call(EmbeddingRequest request, Purpose purpose) {
    EmbeddingOptions own = EmbeddingOptions.builder().model(name).build();
    var context =
        EmbeddingModelObservationContext.builder()
            .embeddingRequest(new EmbeddingRequest(request.getInstructions(), own))
            .provider(PROVIDER)
            .build();
    return EmbeddingModelObservationDocumentation.EMBEDDING_MODEL_OPERATION
        .observation(null, CONVENTION, () -> context, observations)
        .observe(
            () -> {
              EmbeddingResponse response = response(request, purpose);
              context.setResponse(response);
              return response;
            });
  }

  private EmbeddingResponse response(EmbeddingRequest request, Purpose purpose) {
    Integer dimensions = request.getOptions() == null ? null : request.getOptions().getDimensions();
    TextEmbedder chosen = dimensions == null ? embedder : embedder.withDimensions(dimensions);
    long begun = System.nanoTime();
    List<TextVector> embedded = chosen.embed(request.getInstructions(), purpose);
    counts.add(embedded, System.nanoTime() - begun);
    var results = new ArrayList<Embedding>();
    int tokens = 0;
    for (int i = 0; i < embedded.size(); i++) {
      results.add(new Embedding(embedded.get(i).values(), i));
      tokens += embedded.get(i).tokens();
    }
    return new EmbeddingResponse(
        results,
        new EmbeddingResponseMetadata(
            name,
            new DefaultUsage(tokens, 0),
            Map.of(TRUNCATED, TextEmbedder.truncated(embedded))));
  }
}
