package org.mekiki.sig.judge;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Metrics that other jars offer as services, by name. */
public final class Metrics {
  private static final class Provided {
    static final Map<String, MetricProvider> ALL = provided();
  }

  private Metrics() {}

  private static Map<String, MetricProvider> provided() {
    var all = new LinkedHashMap<String, MetricProvider>();
    for (MetricProvider provider : ServiceLoader.load(MetricProvider.class)) {
      String name = provider.name();
      boolean builtIn = Arrays.stream(Metric.values()).anyMatch(each -> each.label().equals(name));
      if (builtIn || all.put(name, provider) != null) {
        throw new IllegalArgumentException(
            "%s offers a metric \"%s\", but there is one of this name already"
                .formatted(provider.getClass().getName(), name));
      }
    }
    return all;
  }

  /** {@return the names of the metrics that come from other jars} */
  public static List<String> providedNames() {
    return List.copyOf(Provided.ALL.keySet());
  }

  /**
   * A metric that another jar offers.
   *
   * @param name one of {@link #providedNames}
   * @return the metric
   * @throws IllegalArgumentException if there is none of this name
   */
  public static MetricProvider provided(String name) {
    MetricProvider provider = Provided.ALL.get(name);
    if (provider == null) {
      throw new IllegalArgumentException("no jar offers a metric \"%s\"".formatted(name));
    }
    return provider;
  }
}
