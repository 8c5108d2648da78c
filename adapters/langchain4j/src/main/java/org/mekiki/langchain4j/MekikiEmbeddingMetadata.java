package org.mekiki.langchain4j;

import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import java.util.List;
import java.util.Objects;

/** What is told of an embedded request: its tokens, and which texts were cut off. */
public final class MekikiEmbeddingMetadata extends EmbeddingResponseMetadata {
  private final List<Integer> truncated;

  private MekikiEmbeddingMetadata(Builder builder) {
    super(builder);
    truncated = builder.truncated;
  }

  /** {@return the numbers of the inputs, from 0, whose ends were cut off} */
  public List<Integer> truncated() {
    return truncated;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof MekikiEmbeddingMetadata metadata
        && truncated.equals(metadata.truncated);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), truncated);
  }

  @Override
  public String toString() {
    return "%s, truncated=%s".formatted(super.toString(), truncated);
  }

  static final class Builder extends EmbeddingResponseMetadata.Builder<Builder> {
    private List<Integer> truncated = List.of();

    Builder truncated(List<Integer> inputs) {
      truncated = List.copyOf(inputs);
      return this;
    }

    @Override
    public MekikiEmbeddingMetadata build() {
      return new MekikiEmbeddingMetadata(this);
    }
  }
}
