package org.mekiki.weights.converter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mekiki.transformer.encoder.WeightSpec;

/**
 * How a base model calls its tensors that an adapter names as the class does that it was trained
 * in: encoders alone are stored without what models with a head put before their names.
 */
final class BaseNames {
  private final Set<String> names;
  private final List<WeightSpec> specs;
  private final List<String> prefixes = new ArrayList<>();

  /**
   * Names of a base model.
   *
   * @param names of its tensors
   * @param specs weights of the family's encoder
   */
  BaseNames(Set<String> names, List<WeightSpec> specs) {
    this.names = names;
    this.specs = specs;
    for (WeightSpec spec : specs) {
      String first = spec.checkpointNames().isEmpty() ? "" : spec.checkpointNames().getFirst();
      spec.checkpointNames().stream()
          .filter(name -> first.endsWith("." + name))
          .map(name -> first.substring(0, first.length() - name.length()))
          .filter(prefix -> !prefixes.contains(prefix))
          .forEach(prefixes::add);
    }
  }

  /** The base's name of a tensor; empty where it has none. */
  Optional<String> find(String name) {
    if (names.contains(name)) {
      return Optional.of(name);
    }
    for (WeightSpec spec : specs) {
      if (spec.checkpointNames().contains(name)) {
        return spec.checkpointNames().stream().filter(names::contains).findFirst();
      }
    }
    for (String prefix : prefixes) {
      if (names.contains(prefix + name)) {
        return Optional.of(prefix + name);
      }
      if (name.startsWith(prefix) && names.contains(name.substring(prefix.length()))) {
        return Optional.of(name.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }
}
