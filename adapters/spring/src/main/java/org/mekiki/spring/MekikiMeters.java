package org.mekiki.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Measurements of an embedding model, each with the tag {@code model}: {@code mekiki.embedding},
 * calls and their time; {@code mekiki.embedding.texts}, {@code mekiki.embedding.tokens} and {@code
 * mekiki.embedding.truncated}, texts whose ends were cut off.
 */
public final class MekikiMeters implements MeterBinder {
  private static final String PREFIX = "mekiki.embedding";

  private final MekikiEmbeddingModel model;

  /**
   * Measurements.
   *
   * @param model what is measured
   */
  public MekikiMeters(MekikiEmbeddingModel model) {
    this.model = model;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionTimer.builder(
            PREFIX,
            model.counts(),
            EmbeddingCounts::calls,
            EmbeddingCounts::nanoseconds,
            TimeUnit.NANOSECONDS)
        .tag("model", model.name())
        .description("Calls of the embedding model, and their time")
        .register(registry);
    count(registry, "texts", "Texts that were embedded", EmbeddingCounts::texts);
    count(registry, "tokens", "Tokens that were read", EmbeddingCounts::tokens);
    count(registry, "truncated", "Texts whose ends were cut off", EmbeddingCounts::truncated);
  }

  private void count(
      MeterRegistry registry, String unit, String what, ToDoubleFunction<EmbeddingCounts> value) {
    FunctionCounter.builder(PREFIX + "." + unit, model.counts(), value)
        .tag("model", model.name())
        .description(what)
        .register(registry);
  }
}
