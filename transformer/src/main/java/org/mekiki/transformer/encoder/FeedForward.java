package org.mekiki.transformer.encoder;

import org.mekiki.core.autodiff.Variable;
import org.mekiki.core.ops.Ops;

/** outer(activation(inner(x))), or outer(activation(inner(x)) ⊙ gate(x)). */
final class FeedForward {
  private final Activation activation;
  private final Dropout dropout;
  private final String name;
  private final LinearMap inner;

  /** Null where the block is not gated. */
  private final LinearMap gate;

  private final LinearMap outer;

  /** Of the output, before the sum; null for none. */
  private final Norm norm;

  /**
   * Takes its weights.
   *
   * @param name that those begin with
   */
  FeedForward(EncoderConfig config, Weights weights, String name) {
    this.name = name;
    activation = config.activation();
    dropout = weights.dropout();
    LayerForm form = config.form().layer();
    inner = LinearMap.of(weights, name, "inner", form);
    gate = form.gated() ? LinearMap.of(weights, name, "gate", form) : null;
    outer = LinearMap.of(weights, name, "outer", form);
    norm = form.sandwich() ? Norm.of(config, weights, name + "fed_norm") : null;
  }

  Variable apply(Variable x) {
    Variable active = inner.active(x, activation);
    Variable gated = gate == null ? active : Ops.gated(active, gate.apply(x));
    Variable fed = outer.apply(gated);
    return dropout.rows(norm == null ? fed : norm.apply(fed), name + "outer");
  }
}
