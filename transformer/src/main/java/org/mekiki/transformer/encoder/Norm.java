package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

/**
 * A layer norm with its weights.
 *
 * @param weight γ
 * @param bias β
 * @param epsilon ε
 */
record Norm(Operand weight, Operand bias, float epsilon) {
  static Norm of(Weights weights, String name, float epsilon) {
    return new Norm(weights.operand(name + ".weight"), weights.operand(name + ".bias"), epsilon);
  }

  Variable apply(Operand x) {
    return Ops.layerNorm(x, weight, bias, epsilon);
  }

  /** Of x + r, in one step. */
  Variable ofSum(Operand x, Operand r) {
    return Ops.addLayerNorm(x, r, weight, bias, epsilon);
  }
}
