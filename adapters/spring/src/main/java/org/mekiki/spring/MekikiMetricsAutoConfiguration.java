package org.mekiki.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Measurements of the embedding model, where Micrometer is there. */
@AutoConfiguration(after = MekikiAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(MekikiEmbeddingModel.class)
public final class MekikiMetricsAutoConfiguration {
  /** For Spring. */
  public MekikiMetricsAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MekikiMeters mekikiMeters(MekikiEmbeddingModel model) {
    return new MekikiMeters(model);
  }
}
