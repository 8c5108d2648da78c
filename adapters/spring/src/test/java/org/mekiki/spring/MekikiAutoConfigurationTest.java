package org.mekiki.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mekiki.adapters.ExplainedClassifier;
import org.mekiki.adapters.TestModels;
import org.mekiki.core.runtime.ComputeContext;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Properties become beans, and only those that are asked for. */
final class MekikiAutoConfigurationTest {
  @TempDir private static Path folder;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MekikiAutoConfiguration.class,
                  MekikiRerankAutoConfiguration.class,
                  MekikiHealthAutoConfiguration.class,
                  MekikiMetricsAutoConfiguration.class))
          .withPropertyValues("mekiki.threads=2");

  private ApplicationContextRunner embedding() {
    return runner.withPropertyValues("mekiki.embedding.model=" + TestModels.encoder(folder));
  }

  private static boolean has(AssertableApplicationContext context, Class<?> type) {
    return context.getBeanNamesForType(type).length > 0;
  }

  @Test
  void withoutPropertiesThereIsNothing() {
    runner.run(
        context -> {
          for (Class<?> type :
              List.of(
                  EmbeddingModel.class,
                  DocumentPostProcessor.class,
                  ExplainedClassifier.class,
                  HealthIndicator.class,
                  MeterBinder.class)) {
            assertFalse(has(context, type), type.getName());
          }
        });
  }

  @Test
  void eachPropertyMakesItsBean() {
    embedding()
        .run(
            context -> {
              assertEquals("encoder", context.getBean(MekikiEmbeddingModel.class).name());
              assertSame(
                  context.getBean(EmbeddingModel.class),
                  context.getBean(MekikiEmbeddingModel.class));
              assertFalse(has(context, ExplainedClassifier.class));
              assertFalse(has(context, DocumentPostProcessor.class));
              assertTrue(has(context, MekikiHealthIndicator.class));
              assertTrue(has(context, MekikiMeters.class));
            });
    runner
        .withPropertyValues("mekiki.rerank.model=" + TestModels.reranker(folder))
        .run(
            context -> {
              assertTrue(has(context, DocumentPostProcessor.class));
              assertFalse(has(context, EmbeddingModel.class));
              assertFalse(has(context, MekikiMeters.class));
            });
    runner
        .withPropertyValues("mekiki.classifier.model=" + TestModels.classifier())
        .run(
            context ->
                assertEquals(
                    "positive",
                    context.getBean(ExplainedClassifier.class).explain("a warm film").label()));
  }

  @Test
  void settingsReachTheModels() {
    embedding()
        .withPropertyValues(
            "mekiki.embedding.max-length=9",
            "mekiki.embedding.dimensions=5",
            "mekiki.embedding.normalize=false",
            "mekiki.embedding.query-prompt=find :",
            "mekiki.embedding.document-prompt=text :",
            "mekiki.classifier.model=" + TestModels.classifier(),
            "mekiki.classifier.tolerance=0.0001")
        .run(
            context -> {
              MekikiEmbeddingModel model = context.getBean(MekikiEmbeddingModel.class);
              assertEquals(5, model.dimensions());
              assertEquals(9, model.embedder().maxLength());
              assertFalse(model.embedder().settings().normalize());
              assertEquals("find :", model.embedder().settings().queryPrompt().orElseThrow());
              assertEquals("text :", model.embedder().settings().documentPrompt().orElseThrow());
              assertEquals(2, context.getBean(ComputeContext.class).parallelism());
              double error =
                  context
                      .getBean(ExplainedClassifier.class)
                      .explain("a warm and funny film")
                      .certificate()
                      .largestError();
              assertTrue(error <= 0.0001, "error " + error);
            });
  }

  @Test
  void anotherModelCanBeChosen() {
    embedding()
        .withPropertyValues("spring.ai.model.embedding=openai")
        .run(context -> assertFalse(has(context, EmbeddingModel.class)));
    embedding()
        .withPropertyValues("spring.ai.model.embedding=mekiki")
        .run(context -> assertTrue(has(context, MekikiEmbeddingModel.class)));
  }

  @Test
  void beansOfTheApplicationComeFirst() {
    embedding()
        .withUserConfiguration(OwnContext.class)
        .run(
            context -> {
              ComputeContext own = context.getBean(OwnContext.class).own;
              assertSame(own, context.getBean(ComputeContext.class));
              assertSame(
                  own, context.getBean(MekikiEmbeddingModel.class).embedder().model().context());
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnContext {
    private final ComputeContext own = ComputeContext.sequential();

    @Bean
    ComputeContext ownContext() {
      return own;
    }
  }

  @Test
  void threadsEndWithTheApplication() {
    var kept = new AtomicReference<MekikiEmbeddingModel>();
    embedding().run(context -> kept.set(context.getBean(MekikiEmbeddingModel.class)));
    assertThrows(
        RejectedExecutionException.class, () -> kept.get().embed(List.of("a film", "a plot")));
  }

  @Test
  void withoutMicrometerHealthOrRetrievalTheModelIsThereAllTheSame() {
    embedding()
        .withPropertyValues("mekiki.rerank.model=" + TestModels.reranker(folder))
        .withClassLoader(
            new FilteredClassLoader(
                MeterBinder.class, HealthIndicator.class, DocumentPostProcessor.class))
        .run(
            context -> {
              assertNull(context.getStartupFailure());
              assertTrue(has(context, MekikiEmbeddingModel.class));
              for (String name :
                  List.of("mekikiMeters", "mekikiHealthIndicator", "mekikiDocumentPostProcessor")) {
                assertFalse(context.containsBean(name), name);
              }
            });
  }

  @Test
  void aModelThatCannotBeUsedIsToldInOneSentence() {
    Path absent = folder.resolve("absent.mekiki");
    assertFailure(
        runner.withPropertyValues("mekiki.embedding.model=" + absent),
        "mekiki.embedding.model",
        "mekiki.embedding.model is " + absent + ": it does not exist");
    assertFailure(
        runner.withPropertyValues("mekiki.embedding.model=" + TestModels.classifier()),
        "mekiki.embedding.model",
        "mekiki.embedding.model is " + TestModels.classifier() + ": ");
    assertFailure(
        runner.withPropertyValues("mekiki.rerank.model=" + TestModels.classifier()),
        "mekiki.rerank.model",
        "mekiki.rerank.model is " + TestModels.classifier() + ": texts are ranked by");
    assertFailure(
        runner.withPropertyValues("mekiki.classifier.model=" + TestModels.reranker(folder)),
        "mekiki.classifier.model",
        "the model answers with numbers");
    assertFailure(
        runner.withPropertyValues("spring.ai.model.embedding=mekiki"),
        "mekiki.embedding.model",
        "mekiki.embedding.model is not set, and so there is no model to load.");
  }

  private static void assertFailure(
      ApplicationContextRunner runner, String property, String sentence) {
    runner.run(
        context -> {
          Throwable failure = context.getStartupFailure();
          FailureAnalysis analysis = new ModelFailureAnalyzer().analyze(failure);
          assertTrue(analysis.getDescription().contains(sentence), analysis.getDescription());
          assertFalse(analysis.getDescription().contains("\n"), analysis.getDescription());
          assertEquals(
              "Set %s to the file of a suitable model that `mekiki convert` wrote."
                  .formatted(property),
              analysis.getAction());
        });
  }
}
