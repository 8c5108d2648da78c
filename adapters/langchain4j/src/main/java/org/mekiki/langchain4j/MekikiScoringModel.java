package org.mekiki.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.List;
import org.mekiki.transformer.Reranker;

/**
 * Says how well documents go with a query, with a cross-encoder of one output or with the cosines
 * of a sentence encoder. Safe for many threads; to be closed where it has threads of its own.
 *
 * <p>Scores are the cross-encoder's probability, or its number if it is a regression; else the
 * cosine. What is too long for the model is cut off.
 */
public final class MekikiScoringModel implements ScoringModel, AutoCloseable {
  private final Computing computing;
  private final Reranker reranker;

  private MekikiScoringModel(Computing computing, Reranker reranker) {
    this.computing = computing;
    this.reranker = reranker;
  }

  /** {@return a builder, of which only {@code modelPath} has to be told} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return one score a segment, in their order: the higher, the better} */
  @Override
  public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
    return Response.from(reranker.scores(query, segments.stream().map(TextSegment::text).toList()));
  }

  /** Ends the model's own threads; a shared context goes on. */
  @Override
  public void close() {
    computing.close();
  }

  /** Makes a model. */
  public static final class Builder extends ModelBuilder<Builder> {

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Loads the model.
     *
     * @return the model, to be closed where it has threads of its own
     * @throws java.io.UncheckedIOException if the file cannot be read or its model has no one score
     *     for two texts
     * @throws IllegalArgumentException if settings contradict each other
     */
    public MekikiScoringModel build() {
      Computing computing = computing();
      return new MekikiScoringModel(computing, computing.load(file(), Reranker::load));
    }
  }
}
