package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;
import org.mekiki.core.tensor.Operand;

/**
 * A norm with its weights.
 *
 * @param kind what it does
 * @param weight γ
 * @param bias β; null for norms without one
 * @param epsilon ε
 */
record Norm(NormKind kind, Operand weight, Operand bias, float epsilon) {
  /** The norm whose weights have this name, as the configuration has norms. */
  static Norm of(EncoderConfig config, Weights weights, String name) {
    EncoderForm form = config.form();
    return new Norm(
        form.norm(),
        weights.operand(name + ".weight"),
        form.norm().shifts() ? weights.operand(name + ".bias") : null,
        form.epsilons().of(name, config.epsilon()));
  }

  Variable apply(Variable x) {
    return switch (kind) {
      case LAYER -> Ops.layerNorm(x, weight, bias, epsilon);
      case RMS -> Ops.rmsNorm(x, weight, 0, epsilon);
      case RMS_FROM_ONE -> Ops.rmsNorm(x, weight, 1, epsilon);
      case SCALE -> Ops.add(Ops.mul(x, weight), bias);
    };
  }

  /** Of x + r, in one step where there is a fused op. */
  Variable ofSum(Variable x, Variable r) {
    return kind == NormKind.LAYER
        ? Ops.addLayerNorm(x, r, weight, bias, epsilon)
        : apply(Ops.add(x, r));
  }
}
