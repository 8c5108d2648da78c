package org.mekiki.transformer.encoder;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What norms add to the variance where it is not the configuration's ε.
 *
 * @param byRole ε by the role of the norm, the name of its weights without the layer: {@code
 *     attention_norm} of {@code layers.3.attention_norm}
 */
public record NormEpsilons(SortedMap<String, Float> byRole) {
  /** All norms have the configuration's. */
  public static final NormEpsilons NONE = new NormEpsilons(Map.of());

  private static final String KEY = "norm_epsilon";

  /**
   * The same of any map.
   *
   * @param byRole ε by the role of the norm
   */
  public NormEpsilons(Map<String, Float> byRole) {
    this(new TreeMap<>(byRole));
  }

  /** Checks and copies. */
  public NormEpsilons {
    byRole = Collections.unmodifiableSortedMap(new TreeMap<>(byRole));
    for (float epsilon : byRole.values()) {
      if (!(epsilon >= 0 && Float.isFinite(epsilon))) {
        throw new UnsupportedModelException(
            "the configuration has the norm epsilon " + epsilon + "; it must be 0 or more");
      }
    }
  }

  /** Of the norm whose weights have this name; {@code general} where it has none of its own. */
  float of(String name, float general) {
    return byRole.getOrDefault(name.replaceFirst("^layers\\.\\d+\\.", ""), general);
  }

  void writeTo(Map<String, String> map) {
    byRole.forEach((role, epsilon) -> map.put(KEY + "." + role, Float.toString(epsilon)));
  }

  static NormEpsilons read(ConfigValues values) {
    var byRole = new TreeMap<String, Float>();
    for (String role : values.below(KEY)) {
      byRole.put(role, (float) values.number(KEY + "." + role));
    }
    return new NormEpsilons(byRole);
  }
}
