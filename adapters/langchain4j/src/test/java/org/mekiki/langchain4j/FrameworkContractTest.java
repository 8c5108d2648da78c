package org.mekiki.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;

/** The tests that the framework publishes for every embedding model. */
final class FrameworkContractTest extends AbstractEmbeddingModelIT {
  private static final int DIMENSIONS = 16;

  @TempDir private static Path folder;

  private final ComputeContext shared = ComputeContext.ownedPool(2);

  private static MekikiEmbeddingModel.Builder builder() {
    return MekikiEmbeddingModel.builder().modelPath(TestModels.encoder(folder));
  }

  /** JUnit closes arguments after each test, so the threads are not the model's. */
  @Override
  protected List<EmbeddingModel> models() {
    return List.of(builder().context(shared).build());
  }

  @AfterAll
  void close() {
    shared.close();
  }

  @Override
  protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
    return builder().context(shared).listeners(List.of(listener)).build();
  }

  /** A model whose threads have ended. */
  @Override
  protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
    MekikiEmbeddingModel closed = builder().threads(2).listeners(List.of(listener)).build();
    closed.close();
    return closed;
  }

  @Override
  protected int dimensionsParameter() {
    return DIMENSIONS;
  }

  @Override
  protected boolean supportsImageInput() {
    return false;
  }
}
