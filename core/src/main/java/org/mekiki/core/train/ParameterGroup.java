package org.mekiki.core.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mekiki.core.autodiff.Parameter;

/**
 * Parameters that are changed by the same rule.
 *
 * @param parameters in a fixed order
 * @param weightDecay λ, from 0
 * @param rateFactor what the learning rate is multiplied with for them
 */
public record ParameterGroup(List<Parameter> parameters, double weightDecay, double rateFactor) {
  /** Checks and copies. */
  public ParameterGroup {
    parameters = List.copyOf(parameters);
    if (!(weightDecay >= 0) || !(rateFactor >= 0)) {
      throw new IllegalArgumentException(
          "weight decay and rate factor must be 0 or more, got %s and %s"
              .formatted(weightDecay, rateFactor));
    }
  }

  /**
   * The usual two groups: matrices and tables decay, vectors (biases, gains and shifts of norms) do
   * not.
   *
   * @param parameters in a fixed order
   * @param weightDecay λ of those that decay, from 0
   * @return both groups
   */
  public static List<ParameterGroup> byShape(List<Parameter> parameters, double weightDecay) {
    var decaying = new ArrayList<Parameter>();
    var others = new ArrayList<Parameter>();
    for (Parameter parameter : parameters) {
      (parameter.shape().rank() > 1 ? decaying : others).add(parameter);
    }
    return List.of(new ParameterGroup(decaying, weightDecay, 1), new ParameterGroup(others, 0, 1));
  }

  /**
   * All parameters of some groups, in order.
   *
   * @throws IllegalArgumentException if one stands in two, or two have one name
   */
  static List<Parameter> all(List<ParameterGroup> groups) {
    var all = new ArrayList<Parameter>();
    Set<String> names = new HashSet<>();
    for (ParameterGroup group : groups) {
      for (Parameter parameter : group.parameters()) {
        if (!names.add(parameter.name())) {
          throw new IllegalArgumentException(
              "two parameters are called \"" + parameter.name() + "\"");
        }
        all.add(parameter);
      }
    }
    return List.copyOf(all);
  }
}
