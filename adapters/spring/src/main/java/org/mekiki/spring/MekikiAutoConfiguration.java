package org.mekiki.spring;

import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import org.mekiki.adapters.ExplainedClassifier;
import org.mekiki.adapters.TextEmbedder;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.sig.SequentialIntegratedGradients;
import org.mekiki.transformer.Classifier;
import org.mekiki.transformer.SentenceEncoder;
import org.springframework.ai.model.SpringAIModelProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Models that properties name become beans: {@code mekiki.embedding.model} an embedding model,
 * {@code mekiki.classifier.model} a classifier that explains its decisions. All models share the
 * threads of one context, which end with the application.
 */
@AutoConfiguration
@EnableConfigurationProperties(MekikiProperties.class)
public final class MekikiAutoConfiguration {
  private static final String NAME = "mekiki";
  private static final String EMBEDDING = "mekiki.embedding.model";
  private static final String CLASSIFIER = "mekiki.classifier.model";

  /** For Spring. */
  public MekikiAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @Lazy
  @ConditionalOnMissingBean
  ComputeContext mekikiComputeContext(MekikiProperties properties) {
    Integer threads = properties.threads();
    return ComputeContext.ownedPool(
        threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(
      name = SpringAIModelProperties.EMBEDDING_MODEL,
      havingValue = NAME,
      matchIfMissing = true)
  @Conditional(EmbeddingAsked.class)
  MekikiEmbeddingModel mekikiEmbeddingModel(
      MekikiProperties properties,
      ComputeContext context,
      ObjectProvider<ObservationRegistry> observations) {
    MekikiProperties.Embedding embedding = properties.embedding();
    TextEmbedder embedder =
        Loading.load(
            EMBEDDING,
            embedding.model(),
            context,
            (path, where) ->
                TextEmbedder.of(SentenceEncoder.load(path, where), embedding.settings()));
    return new MekikiEmbeddingModel(
        name(embedding.model()),
        embedder,
        observations.getIfUnique(() -> ObservationRegistry.NOOP));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.mekiki$", "");
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(CLASSIFIER)
  ExplainedClassifier mekikiExplainedClassifier(
      MekikiProperties properties, ComputeContext context) {
    MekikiProperties.Classifier named = properties.classifier();
    return Loading.load(
        CLASSIFIER,
        named.model(),
        context,
        (path, where) ->
            ExplainedClassifier.load(path, where)
                .withExplainer(SequentialIntegratedGradients.adaptive(named.tolerance())));
  }

  @Bean
  @ConditionalOnBean(MekikiEmbeddingModel.class)
  ModelProbe mekikiEmbeddingProbe(MekikiEmbeddingModel model) {
    SentenceEncoder encoder = model.embedder().model();
    return new ModelProbe("embedding", encoder, () -> encoder.embed("a"));
  }

  @Bean
  @ConditionalOnBean(ExplainedClassifier.class)
  ModelProbe mekikiClassifierProbe(ExplainedClassifier explained) {
    Classifier model = explained.model();
    return new ModelProbe("classifier", model, () -> model.predict("a"));
  }

  /** A file is named, or the framework was told to take this model. */
  static final class EmbeddingAsked extends AnyNestedCondition {
    EmbeddingAsked() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(EMBEDDING)
    static final class Named {}

    @ConditionalOnProperty(name = SpringAIModelProperties.EMBEDDING_MODEL, havingValue = NAME)
    static final class Chosen {}
  }
}
