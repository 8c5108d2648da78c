package org.mekiki.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mekiki.core.kernel.KernelSelection;
import org.mekiki.core.runtime.ComputeContext;
import org.mekiki.transformer.TaskModel;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the models answer: each is asked a question of one word. Up, with the models' digests,
 * kernels and threads; down, with one sentence, if one of them cannot be used.
 */
public final class MekikiHealthIndicator implements HealthIndicator {
  private final ComputeContext context;
  private final List<ModelProbe> probes;

  /**
   * An indicator.
   *
   * @param context where the models compute
   * @param probes one a model
   */
  public MekikiHealthIndicator(ComputeContext context, List<ModelProbe> probes) {
    this.context = context;
    this.probes = List.copyOf(probes);
  }

  @Override
  public Health health() {
    var health = new Health.Builder().up();
    health.withDetail("kernels", context.kernelName());
    health.withDetail("kernelsReason", KernelSelection.current().reason());
    health.withDetail("threads", context.parallelism());
    for (ModelProbe probe : probes) {
      health.withDetail(probe.name(), details(probe.model()));
      try {
        probe.question().run();
      } catch (RuntimeException e) {
        health.down();
        health.withDetail(
            "problem",
            "the model for %s does not answer: %s".formatted(probe.name(), e.getMessage()));
      }
    }
    return health.build();
  }

  private static Map<String, Object> details(TaskModel model) {
    var details = new LinkedHashMap<String, Object>();
    details.put("sha256", model.sha256());
    details.put("family", model.family());
    details.put("task", model.task().label());
    details.put("maxLength", model.maxLength());
    return details;
  }
}
