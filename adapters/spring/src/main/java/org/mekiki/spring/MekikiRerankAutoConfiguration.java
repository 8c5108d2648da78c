package org.mekiki.spring;

import java.util.OptionalDouble;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.Reranker;
import org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The model of {@code mekiki.rerank.model}, where Spring AI's module for retrieval is there. */
@AutoConfiguration(after = MekikiAutoConfiguration.class)
@ConditionalOnClass(DocumentPostProcessor.class)
public final class MekikiRerankAutoConfiguration {
  private static final String RERANK = "mekiki.rerank.model";

  /** For Spring. */
  public MekikiRerankAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(RERANK)
  MekikiDocumentPostProcessor mekikiDocumentPostProcessor(
      MekikiProperties properties, ComputeContext context) {
    MekikiProperties.Rerank rerank = properties.rerank();
    Double least = rerank.minScore();
    return Loading.load(
        RERANK,
        rerank.model(),
        context,
        (path, where) ->
            new MekikiDocumentPostProcessor(
                Reranker.load(path, where),
                rerank.topN(),
                least == null ? OptionalDouble.empty() : OptionalDouble.of(least)));
  }

  @Bean
  @ConditionalOnBean(MekikiDocumentPostProcessor.class)
  ModelProbe mekikiRerankProbe(MekikiDocumentPostProcessor processor) {
    Reranker reranker = processor.reranker();
    return new ModelProbe("rerank", reranker.model(), () -> reranker.score("a", "a"));
  }
}
