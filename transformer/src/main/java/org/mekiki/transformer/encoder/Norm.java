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
  /** A layer norm. */
  static Norm of(Weights weights, String name, float epsilon) {
    return new Norm(
        NormKind.LAYER,
        weights.operand(name + ".weight"),
        weights.operand(name + ".bias"),
        epsilon);
  }

  /** A norm as the configuration has them. */
  static Norm of(EncoderConfig config, Weights weights, String name) {
    NormKind kind = config.form().norm();
    return kind == NormKind.LAYER
        ? of(weights, name, config.epsilon())
        : new Norm(kind, weights.operand(name + ".weight"), null, config.epsilon());
  }

  Variable apply(Operand x) {
    return switch (kind) {
      case LAYER -> Ops.layerNorm(x, weight, bias, epsilon);
      case RMS -> Ops.rmsNorm(x, weight, 0, epsilon);
      case RMS_FROM_ONE -> Ops.rmsNorm(x, weight, 1, epsilon);
    };
  }

  /** Of x + r, in one step where there is a fused op. */
  Variable ofSum(Operand x, Operand r) {
    return kind == NormKind.LAYER
        ? Ops.addLayerNorm(x, r, weight, bias, epsilon)
        : apply(Ops.add(x, r));
  }
}
