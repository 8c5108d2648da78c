package org.mekiki.spring;

import org.mekiki.core.runtime.ComputeContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the models, where Spring Boot's module for health is there. */
@AutoConfiguration(after = {MekikiAutoConfiguration.class, MekikiRerankAutoConfiguration.class})
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ModelProbe.class)
@ConditionalOnEnabledHealthIndicator("mekiki")
public final class MekikiHealthAutoConfiguration {
  /** For Spring. */
  public MekikiHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "mekikiHealthIndicator")
  MekikiHealthIndicator mekikiHealthIndicator(
      ComputeContext context, ObjectProvider<ModelProbe> probes) {
    return new MekikiHealthIndicator(context, probes.orderedStream().toList());
  }
}
