package org.mekiki.core.ops;

import java.util.List;
import java.util.OptionalDouble;
import org.mekiki.core.autodiff.BackwardPass;
import org.mekiki.core.autodiff.BackwardRules;
import org.mekiki.core.autodiff.DifferentiableOp;
import org.mekiki.core.autodiff.Needs;
import org.mekiki.core.kernel.Kernels;
import org.mekiki.core.tensor.Shape;
import org.mekiki.core.tensor.Tensor;

/** A function of each element, and its rule from one tensor that was kept. */
abstract class ElementOp implements DifferentiableOp<Tensor> {
  /** A forward kernel of {@link Kernels}. */
  interface Function {
    void apply(Kernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
  }

  /** A backward kernel of {@link Kernels}: dx from what is kept and dy. */
  interface Rule {
    void apply(
        Kernels kernels,
        int n,
        float[] kept,
        int keptOffset,
        float[] dy,
        int dyOffset,
        float[] dx,
        int dxOffset);
  }

  private final Rule rule;

  /** With a rule; where nothing is kept, it is given dy in its place. */
  ElementOp(Rule rule) {
    this.rule = rule;
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final Shape inferShape(List<Shape> operands) {
    return operands.getFirst();
  }

  @Override
  public final Tensor[] vjp(Tensor kept, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor dx = pass.allocate(cotangent.shape());
    Tensor known = kept == null ? cotangent : kept;
    Kernels kernels = pass.kernels();
    pass.run(
        () ->
            rule.apply(
                kernels,
                dx.size(),
                known.array(),
                known.offset(),
                cotangent.array(),
                cotangent.offset(),
                dx.array(),
                dx.offset()));
    return new Tensor[] {dx};
  }

  /**
   * The rescale rule: Δy/Δx in the place of the derivative, which stands in where Δx is too narrow
   * for its quotient.
   */
  @Override
  public final Tensor[] multipliers(
      Ends<Tensor> ends, Tensor cotangent, Needs needs, BackwardPass pass) {
    Tensor[] slopes = DifferentiableOp.super.multipliers(ends, cotangent, needs, pass);
    return new Tensor[] {Rescale.multipliers(ends, cotangent, slopes[0], this::narrow, pass)};
  }

  /** The derivative or the quotient f(x)/x, as the rules have it. */
  @Override
  public final Carried carry(
      Applied<Tensor> applied, Tensor cotangent, Needs needs, BackwardPass pass) {
    if (isLinear() || pass.rules().activation() == BackwardRules.Activation.DERIVATIVE) {
      return new Carried(vjp(applied.residuals(), cotangent, needs, pass), 0);
    }
    Tensor x = applied.operands().getFirst();
    return Ratio.carried(name(), slopeAtZero(), x, applied.output(), cotangent, pass);
  }

  /** f'(0), the limit of f(x)/x; empty, as by default, where f(0) is not 0. */
  OptionalDouble slopeAtZero() {
    return OptionalDouble.empty();
  }

  /** The smallest difference between two operands whose quotient is better than the derivative. */
  float narrow(float x, float reference) {
    return Rescale.NARROW;
  }
}
