package org.mekiki.transformer.encoder;

import java.util.function.BiFunction;
import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.LinearWeights;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

/** x · Wᵀ + b, or several of these side by side where the map is cut into groups. */
final class LinearMap {
  /** One a group. */
  private final LinearWeights[] groups;

  /**
   * Takes its weights.
   *
   * @param name of the weights; those of group g are called {@code NAME.g}
   * @param count of the groups
   */
  LinearMap(Weights weights, String name, int count) {
    groups = new LinearWeights[count];
    for (int i = 0; i < count; i++) {
      groups[i] = weights.linear(count == 1 ? name : name + "." + i);
    }
  }

  /** The map of a layer, cut as the layer's form says. */
  static LinearMap of(Weights weights, String layer, String role, LayerForm form) {
    return new LinearMap(weights, layer + role, form.groups().of(role));
  }

  /** The weights of a map that is not cut. */
  LinearWeights whole() {
    if (groups.length > 1) {
      throw new IllegalStateException("a map of %d groups".formatted(groups.length));
    }
    return groups[0];
  }

  /** Of rows [.., in]: [.., out]. */
  Variable apply(Variable x) {
    return each(x, Ops::linear);
  }

  /** The same with an activation. */
  Variable active(Variable x, Activation activation) {
    return each(x, activation::ofLinear);
  }

  private Variable each(Variable x, BiFunction<Operand, LinearWeights, Variable> map) {
    if (groups.length == 1) {
      return map.apply(x, groups[0]);
    }
    int axis = x.shape().rank() - 1;
    int in = groups[0].in();
    var parts = new Operand[groups.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = map.apply(Ops.slice(x, axis, i * in, (i + 1) * in), groups[i]);
    }
    return Ops.concat(axis, parts);
  }
}
