package org.mekiki.sig.judge;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** All metrics by name: the built-in ones, then those that other jars offer as services. */
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
            "%s offers a metric \"%s\", but there is already one of this name"
                .formatted(provider.getClass().getName(), name));
      }
    }
    return all;
  }

  /** {@return the names of the metrics that come from other jars} */
  public static List<String> providedNames() {
    return List.copyOf(Provided.ALL.keySet());
  }

  /** {@return all metrics: the built-in ones, then those that come from other jars} */
  public static List<FaithfulnessMetric> all() {
    return Stream.<FaithfulnessMetric>concat(
            Arrays.stream(Metric.values()), Provided.ALL.values().stream())
        .toList();
  }

  /**
   * {@return the metric of a name, if there is one}
   *
   * @param name as options and outputs write it
   */
  public static Optional<FaithfulnessMetric> find(String name) {
    return all().stream().filter(metric -> metric.label().equals(name)).findFirst();
  }
}
